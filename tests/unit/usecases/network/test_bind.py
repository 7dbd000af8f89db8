import pytest

from shared.domain.errors import Refused
from shared.domain.network.bindings import Binding, BindingChange
from shared.usecases.lists import all_of
from shared.usecases.network.bind import bind_buyer
from shared.usecases.network.people import change_standing, enrol
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
