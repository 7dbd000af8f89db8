"""Why an award or a share pays nothing is said in words where it is so, and not where it pays."""

import pytest

from shared.edge.ledger.messages import CommissionView
from shared.edge.periods.messages import PeriodAwardView
from shared.usecases.orders.statements import CommissionLine
from tests.fenrun.test_award_explanation import WHY, award


@pytest.mark.parametrize(
    ("unpaid", "message", "message_zh"),
    [
        (None, None, None),
        ("band_not_reached", "the first band is not reached", "未达到第一档"),
        ("conduct", "a recent violation", "期内有违规"),
    ],
)
def test_an_award_says_why_its_rule_pays_nothing(
    unpaid: str | None, message: str | None, message_zh: str | None
) -> None:
    shown = PeriodAwardView.of(award(why={**WHY, "unpaid": unpaid}))
    assert (shown.message, shown.message_zh) == (message, message_zh)


def test_a_commission_that_the_budget_has_no_room_for_says_so() -> None:
    amounts = dict.fromkeys(("pending_fen", "held_fen", "released_fen", "forfeited_fen"), 0)
    why = {
        **dict.fromkeys(("base", "rate", "fixed", "cut", "raw", "rounding_rest", "plan"), "0"),
        **dict.fromkeys(("pieces", "per_piece", "sold", "bought", "tier", "left")),
        "rule": "r",
        "kind": "percent",
        "depth": 1,
        "level": "silver",
        "bands": (),
        "form": "cash",
        "tax_nature": "labour",
        "relation": 1,
        "withheld": "BUDGET_EXHAUSTED",
    }
    order = {"place": "p", "order_id": "O", "line": 1, "sku": "tea", "status": "paid"}
    line = CommissionLine.model_validate({**order, **amounts, "why": why})

    assert CommissionView.of(line).message_zh == "预算已满"
