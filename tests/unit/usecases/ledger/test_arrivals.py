"""A credit that meets a busy balance is arriving beside it, and then is where it belongs, once."""

from unittest import mock

import pytest

from shared.domain.errors import Busy, Refused
from shared.domain.ledger.arrivals import Arrivals, Arriving, HeldArrival
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import JournalEntry
from shared.domain.orders.order import Order
from shared.domain.payouts.settlement_lines import SettlementLine
from shared.domain.records import NOTHING
from shared.usecases.clockwork.sweep import sweep
from shared.usecases.ledger import draining
from shared.usecases.ledger.notes import announce
from shared.usecases.network.people import forfeit, reinstate
from shared.usecases.orders import advance_together as together
from shared.usecases.orders.advance_order import advance_order
from shared.usecases.orders.advance_together import advance_together
from shared.usecases.orders.owning import owned_by
from shared.usecases.orders.refund_order import charge_back, refund, win_dispute
from shared.usecases.orders.statements import commissions_of
from shared.usecases.payouts.payouts import request_withdrawal
from shared.usecases.payouts.settle_period import advance_settlement, start_settlement
from tests.disturbed import DisturbedStore
from tests.property.books import check_books
from tests.unit.usecases.bench import FINANCE, OPERATOR, Bench


class Busyness(Bench):
    """A's balance is being written whenever an order would credit it, until it is quiet."""

    def __init__(self) -> None:
        self.busy = {"A"}
        self.table = DisturbedStore(lambda balance: balance.payee in self.busy)
        super().__init__(self.table)

    def released(self, key: str = "O1", *, suspended: bool = False) -> Order:
        """An order of which 10.00 is released for A, and 5.00 for B."""
        order = self.delivered(key)
        if suspended:
            self.suspend("A")
        self.wait(days=9)
        order = advance_order(self.ports, order.id)
        check_books(self.store)
        return order

    def swept(self) -> None:
        done = sweep(self.ports, self.clock.now(), lambda: True)
        assert done.failed == []
        check_books(self.store)

    def holds(self, payee: str = "A") -> dict[str, int]:
        purse = owned_by(self.ports, payee)[0]
        states = ("available", "held", "debt", "reserved", "forfeited")
        amounts = {state: getattr(purse.balance, state) for state in states}
        return {
            state: fen for state, fen in [("arriving", purse.arriving_fen), *amounts.items()] if fen
        }

    def share(self) -> dict[str, int]:
        (line,) = commissions_of(self.ports, "A").items
        states = ("pending", "arriving", "held", "released", "forfeited")
        amounts = {state: getattr(line, f"{state}_fen") for state in states}
        return {state: fen for state, fen in amounts.items() if fen}

    def entries(self, cause: str) -> list[JournalEntry]:
        return [entry for entry in self.store.all(JournalEntry) if entry.cause == cause]


@pytest.fixture
def bench() -> Busyness:
    return Busyness()


def test_a_credit_that_meets_a_busy_balance_is_arriving_beside_it(bench: Busyness) -> None:
    bench.released()
    assert bench.holds() == {"arriving": 1_000}
    assert bench.share() == {"arriving": 1_000}
    assert bench.holds("B") == {"available": 500}
    assert bench.table.refused == 1


def test_what_arrives_is_available_once_it_is_drained_and_only_once(bench: Busyness) -> None:
    order = bench.released()
    for _ in range(2):
        bench.swept()
        assert bench.holds() == {"available": 1_000}
        bench.wait(minutes=2)
    assert bench.share() == {"released": 1_000}
    (entry,) = bench.entries("arrived")
    assert [*entry.arrived] == [(order.id, 2, 1_000)]
    assert [(p.from_account, p.to_account, p.amount_fen) for p in entry.postings] == [
        ("A:arriving", "A:available", 1_000)
    ]
    assert bench.store.all(Arriving) == []


def test_whoever_has_met_a_busy_purse_asks_it_again_after_a_minute(bench: Busyness) -> None:
    bench.released()
    bench.delivered("O2")
    bench.wait(days=9)
    orders = [order.id for order in bench.store.all(Order)]
    advance_order(bench.ports, orders[1])
    third = bench.delivered("O3")
    bench.busy.clear()
    bench.wait(days=9)
    advance_order(bench.ports, third.id)
    assert bench.table.refused == 2
    assert bench.holds() == {"arriving": 2_000, "available": 1_000}
    check_books(bench.store)


def test_of_many_that_are_due_at_once_a_process_tries_one_in_vain(bench: Busyness) -> None:
    orders = [bench.delivered(f"O{number}") for number in range(5)]
    bench.wait(days=9)
    for order in orders:
        advance_order(bench.ports, order.id)
    assert bench.table.refused == 1
    assert bench.holds() == {"arriving": 5_000}
    bench.swept()
    assert bench.holds() == {"available": 5_000}
    assert len(bench.entries("arrived")) == 1


def test_orders_that_are_released_together_leave_a_note_each(bench: Busyness) -> None:
    orders = [bench.delivered(f"O{number}") for number in range(5)]
    bench.wait(days=9)
    with mock.patch.object(together, "PATIENCE", 0):
        assert advance_together(bench.ports, [order.id for order in orders]) == frozenset()
    check_books(bench.store)
    assert bench.table.refused == 1
    assert bench.holds() == {"arriving": 5_000}
    assert bench.holds("B") == {"available": 2_500}
    bench.swept()
    assert bench.holds() == {"available": 5_000}


def test_more_notes_than_a_commit_takes_are_drained_by_several(bench: Busyness) -> None:
    orders = [bench.delivered(f"O{number}") for number in range(8)]
    bench.wait(days=9)
    for order in orders:
        advance_order(bench.ports, order.id)
    with (
        mock.patch.object(draining, "DRAINED_AT_ONCE", 3),
        mock.patch.object(draining, "COMMITS", 2),
    ):
        bench.swept()
    assert bench.holds() == {"available": 8_000}
    assert [len(entry.arrived) for entry in bench.entries("arrived")] == [3, 3, 2]


def test_a_balance_says_where_it_has_not_counted_all(bench: Busyness) -> None:
    orders = [bench.delivered(f"O{number}") for number in range(40)]
    bench.wait(days=9)
    for order in orders:
        advance_order(bench.ports, order.id)
    assert not owned_by(bench.ports, "A")[0].more_arriving
    with mock.patch("shared.usecases.orders.owning.NOTES_COUNTED", 1):
        purse = owned_by(bench.ports, "A")[0]
    assert purse.more_arriving
    assert 0 < purse.arriving_fen < 40_000


def test_debt_is_repaid_first_when_it_arrives(bench: Busyness) -> None:
    bench.busy.clear()
    first = bench.released()
    request_withdrawal(bench.ports, bench.command("all"), "A", 1_000)
    charge_back(bench.ports, bench.command("back"), first.id, 60_00)
    bench.busy.add("A")
    bench.released("O2")
    assert bench.holds() == {"arriving": 1_000, "debt": 600, "reserved": 1_000}
    bench.swept()
    assert bench.holds() == {"available": 400, "reserved": 1_000}


def test_what_is_refunded_while_it_arrives_never_gets_there(bench: Busyness) -> None:
    order = bench.released()
    refund(bench.ports, bench.command("part"), order.id, 30_00)
    assert bench.holds() == {"arriving": 700}
    refund(bench.ports, bench.command("rest"), order.id, 70_00)
    check_books(bench.store)
    assert bench.holds() == {}
    bench.swept()
    assert bench.holds() == {}
    assert bench.store.all(Arriving) == []
    assert bench.share() == {}


def test_what_is_refunded_once_it_has_arrived_is_clawed_back(bench: Busyness) -> None:
    order = bench.released()
    bench.swept()
    bench.busy.clear()
    refund(bench.ports, bench.command("part"), order.id, 30_00)
    check_books(bench.store)
    assert bench.holds() == {"available": 700}
    assert bench.share() == {"released": 700}


def test_a_dispute_won_while_the_rest_arrives_goes_along_with_it(bench: Busyness) -> None:
    order = bench.released()
    charge_back(bench.ports, bench.command("lost"), order.id, 50_00)
    assert bench.holds() == {"arriving": 500}
    win_dispute(bench.ports, bench.command("won"), order.id, 50_00)
    check_books(bench.store)
    assert bench.holds() == {"arriving": 1_000}
    assert len(bench.store.all(Arriving)) == 1
    bench.swept()
    assert bench.share() == {"released": 1_000}


def test_a_dispute_won_after_it_all_went_back_leaves_a_note_of_its_own(bench: Busyness) -> None:
    order = bench.released()
    charge_back(bench.ports, bench.command("lost"), order.id, 100_00)
    win_dispute(bench.ports, bench.command("won"), order.id, 100_00)
    check_books(bench.store)
    assert bench.share() == {"arriving": 1_000}
    assert sorted(note.fen for note in bench.store.all(Arriving)) == [0, 1_000]
    bench.swept()
    assert bench.holds() == {"available": 1_000}
    assert bench.store.all(Arriving) == []


def test_a_withdrawal_takes_what_was_still_arriving(bench: Busyness) -> None:
    bench.released()
    request_withdrawal(bench.ports, bench.command("all"), "A", 1_000)
    check_books(bench.store)
    assert bench.holds() == {"reserved": 1_000}


def test_a_settlement_pays_what_was_still_arriving(bench: Busyness) -> None:
    bench.released()
    start_settlement(bench.ports, bench.command("settle"), "2025-02", "fin")
    advance_settlement(bench.ports, "2025-02")
    check_books(bench.store)
    lines = {line.payee: line.amount_fen for line in bench.store.all(SettlementLine)}
    assert lines == {"A": 1_000, "B": 500}


def test_what_was_released_before_a_suspension_is_not_held(bench: Busyness) -> None:
    bench.released()
    bench.suspend("A")
    check_books(bench.store)
    assert bench.holds() == {"available": 1_000}


@pytest.mark.parametrize("outcome", ["released", "forfeited"])
def test_what_arrives_during_a_suspension_is_held_and_decided_about(
    bench: Busyness, outcome: str
) -> None:
    order = bench.released(suspended=True)
    bench.swept()
    assert bench.holds() == {"held": 1_000}
    assert bench.share() == {"held": 1_000}
    decide = reinstate if outcome == "released" else forfeit
    decide(bench.ports, bench.command("decide"), "A", FINANCE)
    check_books(bench.store)
    assert bench.share() == {outcome: 1_000}
    bench.busy.clear()
    refund(bench.ports, bench.command("back"), order.id, 100_00)
    check_books(bench.store)
    assert bench.share() == ({} if outcome == "released" else {"forfeited": 1_000})


@pytest.mark.parametrize("outcome", ["released", "forfeited"])
def test_a_hold_is_closed_over_what_still_arrives_under_it(bench: Busyness, outcome: str) -> None:
    bench.released(suspended=True)
    assert bench.holds() == {"arriving": 1_000}
    decide = reinstate if outcome == "released" else forfeit
    decide(bench.ports, bench.command("decide"), "A", FINANCE)
    check_books(bench.store)
    assert bench.share() == {outcome: 1_000}
    assert [(each.order, each.hold) for each in bench.store.all(HeldArrival)] != []


def test_a_hold_is_not_closed_before_all_has_arrived(bench: Busyness) -> None:
    bench.released(suspended=True)
    with mock.patch.object(draining, "COMMITS", 0), pytest.raises(Busy):
        forfeit(bench.ports, bench.command("forfeit"), "A", FINANCE)
    assert bench.holds() == {"arriving": 1_000}


def test_a_withdrawal_of_more_than_has_arrived_is_refused(bench: Busyness) -> None:
    bench.released()
    with pytest.raises(Refused, match="insufficient_available"):
        request_withdrawal(bench.ports, bench.command("more"), "A", 1_001)
    assert bench.holds() == {"available": 1_000}


def test_somebody_comes_by_until_no_note_may_come_any_more(bench: Busyness) -> None:
    bench.released()
    seen = []
    for _ in range(40):
        bench.swept()
        arrivals = bench.store.get(Arrivals, "A")
        assert arrivals is not None
        seen.append(arrivals.awaiting)
        bench.wait(minutes=1)
    assert seen == ["draining"] * 30 + [NOTHING] * 10
    bench.released("O2")
    bench.swept()
    assert bench.holds() == {"available": 2_000}


def test_somebody_comes_by_often_while_notes_are_left_and_once_more_at_the_end(
    bench: Busyness,
) -> None:
    bench.released()
    assert _minutes_of_looks(bench, 40) == [0, 1, 2, 3, 4, 5, 30]


@pytest.mark.parametrize("later", [3, 4, 20, 29])
def test_somebody_comes_by_a_minute_after_whoever_relies_on_it(bench: Busyness, later: int) -> None:
    bench.released()
    _minutes_of_looks(bench, later)
    announce(bench.ports, "A")
    assert max(_minutes_of_looks(bench, 4)) > 1


def _minutes_of_looks(bench: Busyness, minutes: int) -> list[int]:
    """Sweep each minute; give those in which somebody looked after what is arriving."""
    seen = []
    for minute in range(minutes):
        before = bench.store.get(Arrivals, "A")
        bench.swept()
        seen += [minute] if bench.store.get(Arrivals, "A") != before else []
        bench.wait(minutes=1)
    return seen


def test_whoever_drains_twice_at_once_drains_once(bench: Busyness) -> None:
    bench.released()
    stale = bench.store.all(Arriving)
    bench.swept()
    with pytest.raises(Exception, match="A"):
        bench.store.commit([note.changed(gone=True) for note in stale])
    assert bench.holds() == {"available": 1_000}
    assert bench.store.get(Balance, "A") is not None


def test_a_suspension_by_somebody_with_nothing_arriving_reads_no_notes(bench: Busyness) -> None:
    bench.busy.clear()
    with mock.patch.object(draining, "first_notes", side_effect=AssertionError):
        bench.suspend("A")
    reinstate(bench.ports, bench.command("again"), "A", OPERATOR)
