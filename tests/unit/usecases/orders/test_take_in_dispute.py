"""What finance reports of the channel's cases: whole or not at all, each number once, with why."""

from dataclasses import replace
from typing import Any

import pytest

from shared.domain.decisions import Decision
from shared.domain.errors import Refused
from shared.domain.events.readers import BACK_OFFICE
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import JournalEntry
from shared.domain.orders.disputes import Case, Dispute, DisputeKind
from shared.domain.orders.order import Order
from shared.domain.ownership import ALL
from shared.usecases.lists import all_of
from shared.usecases.orders.books import require_order
from shared.usecases.orders.refund_order import refund
from shared.usecases.orders.statements import order_explanation, order_life
from shared.usecases.orders.take_in_dispute import take_in_dispute
from tests.refusals import said
from tests.unit.usecases.bench import FINANCE, Bench


def _case(number: str = "CASE-1", amount: int = 40_00, **more: Any) -> Case:
    return Case(**{"number": number, "amount_fen": amount, "decision": FINANCE, **more})


def _taken(
    bench: Bench, order: Order, case: Case, kind: DisputeKind = "chargeback", key: str = ""
) -> Order:
    command = bench.command(key or f"{kind} {case.number}")
    return take_in_dispute(bench.ports, command, order.id, kind, case)


def _refused(bench: Bench, order: Order, case: Case, kind: DisputeKind = "chargeback") -> Refused:
    before = bench.store.all(Order), bench.store.all(Dispute), bench.store.all(Balance)
    with pytest.raises(Refused) as refused:
        _taken(bench, order, case, kind, "to be refused")
    assert (bench.store.all(Order), bench.store.all(Dispute), bench.store.all(Balance)) == before
    return refused.value


def _pending(bench: Bench, order: Order) -> list[int]:
    return [each.recognised for each in require_order(bench.store, order.id).commissions]


def test_a_chargeback_takes_its_commission_and_a_dispute_won_gives_it_again() -> None:
    bench = Bench()
    order = bench.paid()

    _taken(bench, order, _case())
    assert _pending(bench, order) == [6_00, 3_00]
    _taken(bench, order, _case(), "dispute_won")

    assert _pending(bench, order) == [10_00, 5_00]


@pytest.mark.parametrize("key", ["chargeback CASE-1", "another request"])
def test_the_same_case_again_changes_nothing(key: str) -> None:
    bench = Bench()
    order = _taken(bench, bench.paid(), _case())
    again = _case(decision=Decision(by="another", reason="told twice"))

    _taken(bench, order, again, key=key)

    left = require_order(bench.store, order.id)
    assert (left.lines, left.commissions) == (order.lines, order.commissions)
    assert _pending(bench, order) == [6_00, 3_00]
    assert [each.case.decision for each in bench.store.all(Dispute)] == [FINANCE]


def test_the_key_of_a_case_that_was_known_takes_no_other_case_in() -> None:
    bench = Bench()
    order = _taken(bench, bench.paid(), _case(), key="first")
    _taken(bench, order, _case(), key="second")
    other = replace(bench.command("second"), body_hash="another body")

    with pytest.raises(Refused) as refused:
        take_in_dispute(bench.ports, other, order.id, "chargeback", _case("CASE-2"))

    assert refused.value.code == "idempotency_conflict"
    assert _pending(bench, order) == [6_00, 3_00]


@pytest.mark.parametrize("other", [{"amount": 40_01}, {"line": 1}])
def test_the_same_case_with_another_sum_or_line_is_refused(other: dict[str, Any]) -> None:
    bench = Bench()
    order = _taken(bench, bench.paid(), _case())

    refused = _refused(bench, order, _case(**other))

    assert refused.code == "reference_taken"
    assert refused.facts == {"number": "CASE-1", "order_id": order.id, "amount_fen": 40_00}


def test_the_case_of_another_order_is_refused_and_says_which_has_it() -> None:
    bench = Bench()
    order = _taken(bench, bench.paid(), _case())

    refused = _refused(bench, bench.paid("O2"), _case())

    assert refused.code == "reference_taken"
    assert order.id in said(refused)


def test_more_than_was_paid_and_not_given_back_is_refused_and_says_how_much_is_left() -> None:
    bench = Bench()
    order = bench.paid()
    refund(bench.ports, bench.command("refund"), order.id, 30_00)

    refused = _refused(bench, order, _case(amount=70_01))

    assert (refused.code, refused.facts) == ("over_refund", {"refundable_fen": 70_00})


@pytest.mark.parametrize("kind", ["chargeback", "dispute_won"])
def test_an_unpaid_order_has_no_cases(kind: DisputeKind) -> None:
    bench = Bench()

    assert _refused(bench, bench.placed(), _case(), kind).code == "illegal_transition"


def test_more_than_chargebacks_took_is_not_won_and_it_says_how_much_is_left() -> None:
    bench = Bench()
    order = _taken(bench, bench.paid(), _case())
    _taken(bench, order, _case(amount=10_00), "dispute_won")

    refused = _refused(bench, order, _case("CASE-2", 30_01), "dispute_won")

    assert (refused.code, refused.facts) == ("over_dispute", {"winnable_fen": 30_00})
    assert "At most 30.00" in said(refused)
    _taken(bench, order, _case("CASE-2", 30_00), "dispute_won")
    assert _refused(bench, order, _case("CASE-3", 1), "dispute_won").code == "illegal_transition"


def test_what_was_reported_is_told_with_its_reason_and_its_postings() -> None:
    bench = Bench()
    order = _taken(bench, bench.paid(), _case(line=1))
    bench.wait(days=3)
    _taken(bench, order, _case(amount=5_00), "dispute_won")

    life = order_life(bench.ports, order.id, ALL, BACK_OFFICE)
    told = [(m.code, m.amount_fen) for m in life.events if m.facts.get("case") == "CASE-1"]
    causes = [each.cause for each in order_explanation(bench.ports, order.id, ALL).postings]

    assert told == [("charged_back", 40_00), ("dispute_won", 5_00)]
    assert [each.case.decision for each in life.disputes] == [FINANCE, FINANCE]
    assert causes == [*["order_paid"] * 2, *["chargeback"] * 2, *["dispute_won"] * 2]


def test_a_case_that_moves_no_commission_is_told_all_the_same() -> None:
    bench = Bench()
    for person in ("A", "B"):
        bench.suspend(person, person)
    order = _taken(bench, bench.paid(), _case())

    life = order_life(bench.ports, order.id, ALL, BACK_OFFICE)

    assert all_of(bench.store, JournalEntry, f"ORDER#{order.id}") == []
    assert (life.events[-1].code, life.events[-1].facts) == ("charged_back", {"case": "CASE-1"})
