"""Each form has a purse of its own; who is suspended is so in every purse, new ones included."""

from collections.abc import Callable
from functools import partial
from typing import Literal

import pytest

from shared.domain.errors import Refused
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import JournalEntry
from shared.domain.payouts.settlement_lines import SettlementLine
from shared.ports import Conflict
from shared.usecases.ledger.purses import Balances, purses_of
from shared.usecases.network.people import change_standing, forfeit, reinstate
from shared.usecases.orders.advance_order import advance_order
from shared.usecases.orders.owning import owned_by
from shared.usecases.orders.refund_order import refund
from shared.usecases.payouts.payouts import request_withdrawal
from shared.usecases.payouts.settle_period import advance_settlement, start_settlement
from tests.at_once import together
from tests.property.books import check_books
from tests.rules_in_force import put_in_force
from tests.unit.usecases.bench import BEGINNING, FINANCE, OPERATOR, Bench

PLAN = {
    "preset": "depth-10-5",
    "rules": [
        {"id": "thanks", "kind": "percent", "form": "points", "rates_bp": {"default": [300]}}
    ],
}


def _bench() -> Bench:
    """An order of 100.00 earns A 10.00 and points for 3.00."""
    bench = Bench()
    put_in_force(bench.store, PLAN, BEGINNING)
    return bench


def _release(bench: Bench, key: str = "O1") -> str:
    order = bench.delivered(key)
    bench.wait(days=9)
    return advance_order(bench.ports, order.id).id


def _purse(bench: Bench, purse: str) -> Balance:
    balance = bench.store.get(Balance, purse)
    assert balance is not None
    return balance


def _refund(bench: Bench, order_id: str, amount: int) -> None:
    refund(bench.ports, bench.command(f"refund {amount}"), order_id, amount)


def test_points_are_owned_apart_from_money() -> None:
    bench = _bench()

    _release(bench)

    assert (_purse(bench, "A").available, _purse(bench, "A/points").available) == (10_00, 3_00)
    assert [balance.key for balance in purses_of(bench.store, "B")] == ["B"]


def test_what_is_owned_shows_every_form_with_what_is_promised() -> None:
    bench = _bench()
    bench.paid("O1")

    before = owned_by(bench.ports, "A")
    _release(bench, "O2")
    after = owned_by(bench.ports, "A")

    assert [(p.balance.form, p.pending_fen) for p in before] == [("cash", 10_00), ("points", 3_00)]
    assert [(p.balance.form, p.pending_fen, p.balance.available) for p in after] == [
        ("cash", 10_00, 10_00),
        ("points", 3_00, 3_00),
    ]
    assert [p.balance.form for p in owned_by(bench.ports, "B")] == ["cash"]


@pytest.mark.parametrize("standing", ["suspended", "removed"])
def test_points_released_while_the_payee_is_out_are_held_in_a_new_purse(
    standing: Literal["suspended", "removed"],
) -> None:
    bench = _bench()
    order = bench.delivered()
    change_standing(bench.ports, bench.command("out"), "A", standing, OPERATOR)
    bench.wait(days=9)
    advance_order(bench.ports, order.id)

    points = _purse(bench, "A/points")

    assert (points.standing, points.held, points.available) == (standing, 3_00, 0)


def test_a_suspension_reaches_the_purses_that_are_there() -> None:
    bench = _bench()
    _release(bench, "O1")
    bench.paid("O2")

    bench.suspend("A")

    assert {each.standing for each in purses_of(bench.store, "A")} == {"suspended"}


def _held(bench: Bench) -> None:
    order = bench.delivered()
    bench.suspend("A")
    bench.wait(days=9)
    advance_order(bench.ports, order.id)


def _decision(bench: Bench, cause: str) -> list[tuple[str, str, int]]:
    (entry,) = (e for e in bench.store.all(JournalEntry) if e.cause == cause)
    return [(p.from_account, p.to_account, p.amount_fen) for p in entry.postings]


def test_reinstating_frees_every_purse_in_one_decision() -> None:
    bench = _bench()
    _held(bench)

    reinstate(bench.ports, bench.command("reinstate"), "A", FINANCE)

    assert [(b.standing, b.held, b.available) for b in purses_of(bench.store, "A")] == [
        ("active", 0, 10_00),
        ("active", 0, 3_00),
    ]
    assert _decision(bench, "reinstated") == [
        ("A:held", "A:available", 10_00),
        ("A:points:held", "A:points:available", 3_00),
    ]


def test_forfeiting_takes_every_purse_in_one_decision() -> None:
    bench = _bench()
    _held(bench)

    forfeit(bench.ports, bench.command("forfeit"), "A", FINANCE)

    assert [(b.held, b.forfeited) for b in purses_of(bench.store, "A")] == [(0, 10_00), (0, 3_00)]
    assert _decision(bench, "forfeited") == [
        ("A:held", "A:forfeited", 10_00),
        ("A:points:held", "A:points:forfeited", 3_00),
    ]


def test_debt_in_points_is_repaid_in_points() -> None:
    bench = _bench()
    order = _release(bench)
    points = _purse(bench, "A/points")
    bench.store.commit([points.move(available=-2_50)])

    _refund(bench, order, 100_00)

    assert (_purse(bench, "A").available, _purse(bench, "A").debt) == (0, 0)
    assert (_purse(bench, "A/points").available, _purse(bench, "A/points").debt) == (0, 2_50)

    _release(bench, "O2")

    assert (_purse(bench, "A").available, _purse(bench, "A").debt) == (10_00, 0)
    assert (_purse(bench, "A/points").available, _purse(bench, "A/points").debt) == (50, 0)


def test_only_cash_can_be_withdrawn() -> None:
    bench = _bench()
    _release(bench)

    with pytest.raises(Refused) as refused:
        request_withdrawal(bench.ports, bench.command("all"), "A", 13_00)
    request_withdrawal(bench.ports, bench.command("cash"), "A", 10_00)

    assert refused.value.code == "insufficient_available"
    assert (_purse(bench, "A").available, _purse(bench, "A").reserved) == (0, 10_00)
    assert _purse(bench, "A/points").available == 3_00


def test_a_settlement_takes_only_cash() -> None:
    bench = _bench()
    _release(bench)
    bench.wait(days=30)
    start_settlement(bench.ports, bench.command("settle"), "2025-03", "fin")

    advance_settlement(bench.ports, "2025-03")

    proposed = {p.payee: p.amount_fen for p in bench.store.all(SettlementLine)}
    assert proposed == {"A": 10_00, "B": 5_00}


def test_a_purse_that_is_opened_cannot_miss_a_suspension() -> None:
    bench = _bench()
    balances = Balances(bench.store)
    points = balances["A/points"]
    bench.suspend("A")

    balances["A/points"] = points.move(available=3_00)

    with pytest.raises(Conflict):
        bench.store.commit(balances.changed)
    assert Balances(bench.store)["A/points"].standing == "suspended"


def test_a_suspension_cannot_miss_a_purse_that_is_opened() -> None:
    bench = _bench()
    balances, seen = Balances(bench.store), purses_of(bench.store, "A")
    balances["A/points"] = balances["A/points"].move(available=3_00)

    bench.store.commit(balances.changed)

    with pytest.raises(Conflict):
        bench.store.commit([each.changed(standing="suspended") for each in seen])


def test_a_purse_that_was_only_looked_at_is_not_stored() -> None:
    bench = _bench()
    balances = Balances(bench.store)

    assert balances["A/gift"].available == 0
    assert balances.changed == []


def test_a_purse_that_is_there_leaves_cash_alone() -> None:
    bench = _bench()
    _release(bench)
    balances = Balances(bench.store)

    balances["A/points"] = balances["A/points"].move(available=1)

    assert [balance.key for balance in balances.changed] == ["A/points"]


def test_releases_and_a_suspension_at_once_leave_no_purse_behind() -> None:
    bench = _bench()
    orders = [bench.delivered(f"O{number}").id for number in range(4)]
    bench.wait(days=9)
    jobs: list[Callable[[], object]] = [
        partial(advance_order, bench.ports, each) for each in orders
    ]
    jobs.insert(2, partial(bench.suspend, "A"))

    together(jobs)

    cash, points = purses_of(bench.store, "A")
    assert {cash.standing, points.standing} == {"suspended"}
    assert cash.available + cash.held == 40_00
    assert points.available + points.held == 12_00
    assert cash.available * 3 == points.available * 10
    check_books(bench.store)
