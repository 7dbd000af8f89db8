from datetime import datetime, timedelta

from shared.domain.network.people import ProfileChange, RelationChange
from shared.ports import PAGE
from shared.usecases.network.bind import bind_buyer
from shared.usecases.network.histories import change_at
from shared.usecases.network.network import (
    Chain,
    Decided,
    buyer_at,
    chain_at,
    history_of,
    relation_of,
)
from shared.usecases.network.people import JOINED, change_level, enrol
from shared.usecases.network.transfers import propose_transfer
from tests.deciding import approve
from tests.refusals import told
from tests.unit.usecases.bench import BEGINNING, FINANCE, OPERATOR, Bench

SECOND = timedelta(seconds=1)


def _moved(bench: Bench, who: str, to: str) -> datetime:
    key = f"{who} {to} {bench.clock.now()}"
    proposal = propose_transfer(bench.ports, bench.command(key), who, to, OPERATOR)
    approve(bench.ports, bench.command(f"approve {key}"), proposal.id, FINANCE)
    return bench.clock.now()


def _ids(chain: Chain) -> list[str]:
    return [link.distributor for link in chain.links]


def test_the_chain_of_any_day_is_the_one_that_stood_on_that_day() -> None:
    bench = Bench()
    enrol(bench.ports, bench.command("C"), "C")
    bench.wait(days=1)
    first = _moved(bench, "B", "C")
    bench.wait(days=1)
    second = _moved(bench, "A", "C")

    assert _ids(chain_at(bench.ports, "A", BEGINNING)) == ["A", "B"]
    assert _ids(chain_at(bench.ports, "A", first - SECOND)) == ["A", "B"]
    assert _ids(chain_at(bench.ports, "A", first)) == ["A", "B", "C"]
    assert _ids(chain_at(bench.ports, "A", second - SECOND)) == ["A", "B", "C"]
    assert _ids(chain_at(bench.ports, "A", second)) == ["A", "C"]
    assert _ids(chain_at(bench.ports, "C", second)) == ["C"]


def test_a_link_tells_since_when_and_what_he_was_then() -> None:
    bench = Bench()
    bench.wait(days=1)
    before = bench.clock.now()
    bench.wait(days=1)
    change_level(bench.ports, bench.command("gold"), "A", "gold", OPERATOR)
    bench.suspend("A")

    instants = before, bench.clock.now()
    (then, _), (now, _) = (chain_at(bench.ports, "A", at).links for at in instants)

    assert (then.level, then.standing, then.since) == ("silver", "active", BEGINNING)
    assert (now.level, now.standing, now.since) == ("gold", "suspended", BEGINNING)
    assert (now.upline, now.relation) == ("B", 1)


def test_before_one_had_joined_he_stood_nowhere() -> None:
    bench = Bench()
    with told("had not joined by 2025-03-03T09:59:59") as refused:
        chain_at(bench.ports, "A", BEGINNING - SECOND)
    assert refused.value.code == "unknown_person"


def test_nobody_has_no_place() -> None:
    bench = Bench()
    for ask in (
        lambda: chain_at(bench.ports, "Z", BEGINNING),
        lambda: relation_of(bench.ports, "Z"),
        lambda: history_of(bench.ports, "Z"),
    ):
        with told("There is no distributor Z"):
            ask()


def test_the_history_holds_all_that_was_decided() -> None:
    bench = Bench()
    enrol(bench.ports, bench.command("C"), "C")
    _moved(bench, "A", "C")
    bench.suspend("A")

    history = history_of(bench.ports, "A")

    relations = [each for each in history.items if isinstance(each, RelationChange)]
    changes = [each for each in history.items if isinstance(each, ProfileChange)]
    assert [change.upline for change in relations] == ["B", "C"]
    assert [change.cause for change in changes] == ["enrolled", "suspended"]
    assert relation_of(bench.ports, "A") == relations[-1]


def test_a_long_history_is_read_whole_in_turn() -> None:
    bench = Bench()
    for number in range(2, 250):
        at = bench.clock.now() + number * SECOND
        told = {"distributor": "A", "number": number, "at": at, "decision": JOINED}
        bench.store.commit([RelationChange(**told, upline="B")])
        if number % 2:
            what = {"cause": "level_changed", "level": "gold", "standing": "active"}
            bench.store.commit([ProfileChange(**told, **what, command=f"C{number}")])
    found: list[Decided] = []
    after: str | None = ""
    while after is not None:
        page = history_of(bench.ports, "A", after)
        assert len(page.items) <= 2 * PAGE
        found, after = [*found, *page.items], page.next
    assert [each.at for each in found] == sorted(each.at for each in found)
    assert len({(type(each), each.number) for each in found}) == len(found) == 249 + 125


def test_whose_a_buyer_was_on_any_day() -> None:
    bench = Bench(bind_mode="override", bind_valid_days=30)
    bench.wait(days=10)
    bind_buyer(bench.ports, bench.command("other"), "X", "B")
    second = bench.clock.now()

    found = [
        buyer_at(bench.ports, "X", at)
        for at in (
            BEGINNING - SECOND,
            BEGINNING,
            second - SECOND,
            second,
            second + timedelta(days=30) - SECOND,
            second + timedelta(days=30),
        )
    ]

    assert [buyer.promoter for buyer in found] == [None, "A", "A", "B", "B", None]
    assert found[0].bound_at is None
    assert found[0].valid_until is None
    assert (found[1].bound_at, found[1].valid_until) == (BEGINNING, BEGINNING + timedelta(days=30))
    assert (found[5].bound_at, found[5].valid_until) == (second, second + timedelta(days=30))
    assert [(c.promoter, c.because, c.instead_of) for c in found[0].history] == [
        ("A", "first", None),
        ("B", "overridden", "A"),
    ]


def test_a_buyer_whom_nobody_has_is_nobodys() -> None:
    found = buyer_at(Bench().ports, "Y", BEGINNING)
    assert (found.promoter, found.bound_at, found.history) == (None, None, ())


def test_a_binding_without_an_end_has_none() -> None:
    found = buyer_at(Bench().ports, "X", BEGINNING + timedelta(days=4000))
    assert (found.promoter, found.valid_until) == ("A", None)


def test_what_held_long_ago_is_found_however_long_a_history_is() -> None:
    bench = Bench()
    for number in range(2 * PAGE):
        bench.wait(hours=1)
        change_level(bench.ports, bench.command(f"{number}"), "A", f"level{number}", OPERATOR)

    for number in (-1, 0, 1, PAGE - 1, PAGE, 2 * PAGE - 1):
        for late in (timedelta(), timedelta(minutes=59)):
            at = BEGINNING + timedelta(hours=number + 1) + late
            held = change_at(bench.store, ProfileChange, "A", at)
            assert held is not None
            assert held.level == (f"level{number}" if number >= 0 else "silver")
    assert change_at(bench.store, ProfileChange, "A", BEGINNING - SECOND) is None


def test_a_chain_comes_page_by_page() -> None:
    bench = Bench()
    for number in range(PAGE + 3):
        upline = f"P{number - 1}" if number else "B"
        enrol(bench.ports, bench.command(f"P{number}"), f"P{number}", upline)

    top = f"P{PAGE + 2}"
    first = chain_at(bench.ports, top, BEGINNING)
    assert (_ids(first)[:2], len(first.links), first.next) == ([top, f"P{PAGE + 1}"], PAGE, "P3")
    rest = chain_at(bench.ports, top, BEGINNING, "P3")
    assert (_ids(rest), rest.next) == (["P2", "P1", "P0", "B"], None)
    assert _ids(chain_at(bench.ports, top, BEGINNING, "B")) == []


def test_the_bindings_of_a_buyer_come_page_by_page() -> None:
    bench = Bench(bind_mode="override", protection_days=0)
    for number in range(PAGE + 1):
        bench.wait(minutes=1)
        who = "AB"[(number + 1) % 2]
        bind_buyer(bench.ports, bench.command(f"bind {number}"), "X", who)

    first = buyer_at(bench.ports, "X", bench.clock.now())
    assert first.next is not None
    assert (len(first.history), first.promoter) == (PAGE, "B")
    rest = buyer_at(bench.ports, "X", bench.clock.now(), after=first.next)
    assert [each.number for each in rest.history] == [PAGE + 1, PAGE + 2]
    assert rest.next is None
