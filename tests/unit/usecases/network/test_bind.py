import pytest

from shared.domain.errors import Refused
from shared.domain.network.bindings import Binding, BindingChange
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.orders.order import Order
from shared.usecases.lists import all_of
from shared.usecases.network.bind import bind_buyer
from shared.usecases.network.links import create_link
from shared.usecases.network.people import change_standing, enrol
from shared.usecases.orders.place_order import place_order
from tests.unit.usecases.bench import OPERATOR, Bench


def _promoter(bench: Bench, buyer: str = "X") -> str | None:
    binding = bench.store.get(Binding, buyer)
    return binding.promoter if binding else None


def test_a_repeated_request_binds_nobody_anew() -> None:
    bench = Bench(bind_mode="override")
    bind_buyer(bench.ports, bench.command("to B"), "X", "B")
    bind_buyer(bench.ports, bench.command("to A"), "X", "A")

    bind_buyer(bench.ports, bench.command("to B"), "X", "B")

    assert _promoter(bench) == "A"
    assert [change.promoter for change in all_of(bench.store, BindingChange, "X")] == [
        "A",
        "B",
        "A",
    ]


def test_a_repeat_is_answered_whatever_has_become_of_the_promoter() -> None:
    bench = Bench()
    change_standing(bench.ports, bench.command("remove"), "A", "removed", OPERATOR)

    bind_buyer(bench.ports, bench.command("bind"), "X", "A")

    assert _promoter(bench) == "A"


def test_the_same_promoter_again_is_no_binding() -> None:
    bench = Bench()
    before = bench.store.get(Binding, "X")
    bench.wait(days=3)

    bind_buyer(bench.ports, bench.command("again"), "X", "A")

    assert bench.store.get(Binding, "X") == before
    assert len(all_of(bench.store, BindingChange, "X")) == 1


def test_a_key_of_another_request_binds_nobody() -> None:
    bench = Bench()
    bind_buyer(bench.ports, bench.command("key", b"Y"), "Y", "A")
    with pytest.raises(Refused) as refused:
        bind_buyer(bench.ports, bench.command("key", b"Z"), "Z", "A")
    assert refused.value.code == "idempotency_conflict"
    assert _promoter(bench, "Z") is None


def test_nobody_is_bound_to_one_who_was_removed_or_never_was() -> None:
    bench = Bench()
    change_standing(bench.ports, bench.command("remove"), "A", "removed", OPERATOR)
    for promoter, code in (("A", "payee_not_active"), ("Z", "unknown_person")):
        with pytest.raises(Refused) as refused:
            bind_buyer(bench.ports, bench.command(promoter), "Y", promoter)
        assert refused.value.code == code
    assert _promoter(bench, "Y") is None


def test_of_two_first_bindings_at_once_one_is_the_first() -> None:
    bench = Bench()
    enrol(bench.ports, bench.command("C"), "C")
    commit = bench.store.commit

    def meanwhile(records: object) -> None:
        bench.store.commit = commit  # type: ignore[method-assign]
        bind_buyer(bench.ports, bench.command("Y to B"), "Y", "B")
        commit(records)  # type: ignore[arg-type]

    bench.store.commit = meanwhile  # type: ignore[method-assign]
    with pytest.raises(Refused) as refused:
        bind_buyer(bench.ports, bench.command("Y to C"), "Y", "C")

    assert refused.value.code == "already_bound"
    assert _promoter(bench, "Y") == "B"


def _by_order(bench: Bench, buyer: str, code: str, number: str = "O") -> Order:
    lines = (NewLine(line=1, sku="tee", qty=1, price_fen=100_00),)
    new = NewOrder(buyer=buyer, lines=lines, link=code)
    return place_order(bench.ports, bench.command(number), "shop", new)


def test_the_code_of_an_order_binds_a_free_buyer_with_the_order_and_nobody_else() -> None:
    bench = Bench(bind_on_order=True)
    code = create_link(bench.ports, bench.command("link"), "B").code

    for number in ("O1", "O2"):
        order = _by_order(bench, "new", code, number)
        assert order.chain == ("B",)
    assert _by_order(bench, "X", code, "O3").chain[0] == "A"
    assert _by_order(bench, "A", code, "O4").chain[0] == "B"

    bound = [each for each in bench.store.all(BindingChange) if each.order]
    assert [(each.buyer, each.promoter, each.storefront) for each in bound] == [
        ("new", "B", "shop")
    ]


def test_a_code_of_one_who_was_removed_binds_nobody() -> None:
    bench = Bench(bind_on_order=True)
    code = create_link(bench.ports, bench.command("link"), "A").code
    change_standing(bench.ports, bench.command("out"), "A", "removed", OPERATOR)

    order = _by_order(bench, "new", code)

    assert (order.chain, order.nobody_above) == ((), "link_binds_nobody")


@pytest.mark.parametrize(("mode", "chain"), [("first", ("B",)), ("register", ())])
def test_whose_binding_has_ended_is_bound_again_unless_it_was_for_good(
    mode: str, chain: tuple[str, ...]
) -> None:
    bench = Bench(bind_on_order=True, bind_mode=mode, bind_valid_days=1)
    code = create_link(bench.ports, bench.command("link"), "B").code
    bench.wait(days=1)

    assert _by_order(bench, "X", code).chain == chain
