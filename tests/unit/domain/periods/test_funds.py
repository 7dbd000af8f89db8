"""An award is paid at most what it holds of its budget, and holds no more than may become due."""

from datetime import UTC, datetime

import pytest

from shared.domain.ledger.balances import Balance
from shared.domain.orders.budgets import BudgetSlice, Taken
from shared.domain.orders.commissions import Share
from shared.domain.orders.kept_order import Reservation
from shared.domain.periods.award_explanation import explain_award, explain_reckoning
from shared.domain.periods.awards import PeriodAward, Reckoning
from shared.domain.periods.funds import Funds, lowered, raised
from shared.domain.periods.settling import settle

NOW = datetime(2025, 4, 1, tzinfo=UTC)
ONE = Reservation(slice="plan/2025-03/01", fen=30)
TWO = Reservation(slice="plan/2025-03/02", fen=20)
HOLDING = Funds(asked=90, held=(ONE, TWO))


def award(due_fen: int, funds: Funds | None = HOLDING) -> PeriodAward:
    share = Share(line=0, weight=due_fen * 10_000 + 7)
    return PeriodAward(payee="A", rule="volume", period="2025-03", share=share, funds=funds)


@pytest.mark.parametrize(
    ("due", "funds", "target", "cut", "promised"),
    [
        (90, HOLDING, 50, 40, 50),
        (50, HOLDING, 50, 0, 50),
        (10, HOLDING, 10, 0, 50),
        (90, Funds(asked=90), 0, 90, 0),
        (90, None, 90, 0, 90),
    ],
)
def test_an_award_owes_what_its_facts_pay_as_far_as_it_is_funded(
    due: int, funds: Funds | None, target: int, cut: int, promised: int
) -> None:
    of = award(due, funds)

    assert (of.due_fen, of.target_fen) == (due, target)
    assert (of.budget_cut_fen, of.promised_fen) == (cut, promised)


def test_what_is_taken_is_held_beside_what_was() -> None:
    slice_ = BudgetSlice(plan="plan", period="2025-03", number=2, reserved=99)

    more = raised(HOLDING, 120, [Taken(slice_, 25)])

    assert (more.asked, more.fen) == (120, 75)
    assert [(each.slice, each.fen) for each in more.held] == [
        (ONE.slice, 30),
        (TWO.slice, 45),
    ]


@pytest.mark.parametrize(
    ("due", "held", "given"),
    [
        (90, [30, 20], {}),
        (50, [30, 20], {}),
        (31, [30, 1], {TWO.slice: 19}),
        (0, [], {ONE.slice: 30, TWO.slice: 20}),
    ],
)
def test_what_can_no_longer_become_due_is_given_back(
    due: int, held: list[int], given: dict[str, int]
) -> None:
    less, back = lowered(HOLDING, due)

    assert (less.asked, [each.fen for each in less.held], back) == (due, held, given)


def test_an_entry_tells_for_ever_what_the_budget_cut_then() -> None:
    of = award(90)

    settled = settle(of, {"A": Balance(payee="A")}, NOW, NOW, "C")
    reckoning = next(each for each in settled.records if isinstance(each, Reckoning))

    assert settled.award.share.released == 50
    later = settled.award.changed(share=Share(line=0, weight=0))
    assert explain_award(later).budget_cut == "0.00"
    then = explain_reckoning(later, reckoning)
    assert (then.due, then.rounding_rest, then.budget_cut) == ("0.900007", "0.000007", "0.40")
