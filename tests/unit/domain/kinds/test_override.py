from typing import Any

import pytest

from shared.domain.commission.facts import Upline
from shared.domain.engine.engine import Engine
from shared.domain.orders.share_reasons import explain_shares
from shared.domain.orders.snapshot import snapshot_of
from tests.refusals import faulty
from tests.unit.domain.engine.engine_facts import (
    AT,
    PERCENT,
    adds_up,
    ago,
    earnings,
    facts,
    line,
    paid,
    plan,
)
from tests.unit.domain.orders.orders import order

A, B, C = (Upline(id=name) for name in "ABC")


def _override(*rates_bp: int, **fields: Any) -> dict[str, Any]:
    return {
        "id": "leading",
        "kind": "override",
        "of": ["relation"],
        "rates_bp": rates_bp,
        **fields,
    }


def test_it_is_a_percentage_of_what_each_downline_is_promised_by_distance() -> None:
    made = plan(PERCENT, _override(1000, 500))

    # B: a tenth of A's 10.00; C: a tenth of B's 5.00 and a twentieth of A's 10.00.
    assert paid(made, facts(A, B, C), "leading") == {"B": 100, "C": 100}


def test_nobody_beyond_the_pay_depth_has_one() -> None:
    made = plan(PERCENT, _override(1000, 500), pay_depth=2)

    assert paid(made, facts(A, B, C), "leading") == {"B": 100}
    assert paid(made, facts(A), "leading") == {}


def test_who_gets_nothing_has_no_earning() -> None:
    nothing_near = plan(PERCENT, _override(0, 500))
    nothing_promised = facts(A, B, C, lines=(line(base_fen=4), line(2)))

    assert [each.payee for each in earnings(nothing_near, facts(A, B, C), "leading")] == ["C"]
    (b, _) = earnings(plan(PERCENT, _override(10_000)), nothing_promised, "leading")
    assert [part.line for part in b.parts] == [2]


def test_the_promised_fen_count_not_their_fractions() -> None:
    made = plan(PERCENT, _override(10_000))
    given = facts(A, B, lines=(line(1, 99), line(2, 99)))

    # A's 19.8 fen are 19, of which the first line has 10.
    (leading,) = earnings(made, given, "leading")

    assert [part.on_fen for part in leading.parts] == [10, 9]
    assert paid(made, given, "leading") == {"B": 19}


def test_several_downlines_are_one_earning_whose_parts_say_every_rate() -> None:
    made = plan(PERCENT, _override(1000, 500))
    given = facts(A, B, C, lines=(line(1, 999), line(2, 999)))

    leading = earnings(made, given, "leading")[-1]

    # A has 199.8, of which the first line gets 100 fen; B 99.9, of which it gets 50.
    assert [(p.line, p.on_fen, p.rate_bp, p.also) for p in leading.parts] == [
        (1, 100, 500, ((50, 1000),)),
        (2, 99, 500, ((49, 1000),)),
    ]
    assert adds_up(leading)


def test_every_rate_of_several_is_told() -> None:
    made = plan(PERCENT, _override(1000, 500))
    kept = snapshot_of(Engine(made), facts(A, B, C, lines=(line(1, 9_99),))).commissions

    why = explain_shares(order(commissions=kept), kept[-1])[0]

    # 0.99 of A at 5 % and 0.49 of B at 10 %.
    assert (why.rule, why.base, why.rate) == ("leading", "0.99 + 0.49", "5.00% + 10.00%")
    assert (why.raw, why.rounding_rest) == ("0.098500", "0.008500")


def test_amounts_of_one_rate_are_one_amount() -> None:
    made = plan(PERCENT, _override(1000, 1000))

    leading = earnings(made, facts(A, B, C), "leading")[-1]

    assert [(p.on_fen, p.rate_bp, p.also) for p in leading.parts] == [(1500, 1000, ())]


def test_it_is_of_the_named_rules_alone_and_of_overrides_too() -> None:
    thanks = {**PERCENT, "id": "thanks", "form": "points"}
    second = _override(1000, id="second", of=["thanks", "leading"])
    made = plan(PERCENT, thanks, _override(1000), second)

    assert paid(made, facts(A, B, C), "leading") == {"B": 100, "C": 50}
    assert paid(made, facts(A, B, C), "second") == {"B": 100, "C": 50 + 10}
    assert {each.form for each in earnings(made, facts(A, B, C), "second")} == {"cash"}


def test_what_a_limit_cuts_from_a_downline_is_no_base() -> None:
    made = plan(PERCENT, _override(1000), cap_bp=1200)
    given = facts(A, B, C, lines=(line(1, 100_00), line(2, 100_00, cost_fen=100_00)))

    # 12 of 100 for each line: A 10, B 2, nothing for C; the cap leaves nothing for an override.
    assert paid(made, given, "relation") == {"A": 2000, "B": 400}
    assert paid(made, given, "leading") == {}

    guarded = plan(PERCENT, _override(1000), margin_guard=True)

    assert paid(guarded, given, "relation") == {"A": 1000, "B": 500, "C": 200}
    assert paid(guarded, given, "leading") == {"B": 100, "C": 50}


def test_there_is_none_of_what_an_inactive_downline_does_not_earn() -> None:
    made = plan(PERCENT, _override(1000, 500))

    assert paid(made, facts(A._replace(active=False), B, C), "leading") == {"C": 50}


def test_there_is_none_of_an_award_that_the_payment_decides() -> None:
    first = {
        "id": "first",
        "kind": "referral_award",
        "rate_bp": 1000,
        "within_days": 30,
        "first_order_only": True,
    }
    always = {**first, "id": "always", "first_order_only": False}
    chain = (A._replace(joined_at=ago(days=1)), B, C)

    made = plan(
        first, always, _override(1000, of=["first"]), _override(1000, of=["always"], id="x")
    )

    assert paid(made, facts(*chain), "leading") == {}
    assert paid(made, facts(*chain), "x") == {"C": 100}


@pytest.mark.parametrize(("self_purchase", "payees"), [(False, ["B"]), (True, ["C"])])
def test_a_picker_is_never_his_own_downline(self_purchase: bool, payees: list[str]) -> None:
    piece = {"id": "piece", "kind": "per_piece", "per_piece": "20.00", "unified_price_only": False}
    made = plan(piece, _override(1000, of=["piece"]))
    chain = (B, C) if self_purchase else (A, B)
    picker = B if self_purchase else Upline(id="P")

    got = paid(made, facts(*chain, at=AT, kind="pickup", picker=picker), "leading")

    assert got == dict.fromkeys(["C"] if self_purchase else ["A"], 200)


@pytest.mark.parametrize("of", ["spread", "monthly"])
def test_a_plan_with_one_of_trade_or_of_a_period_is_refused(of: str) -> None:
    spread = {"id": "spread", "kind": "price_spread", "price_lists": {"city": {"tee": "70.00"}}}
    bands = {"bands": {"default": [{"rate_bp": 500}]}}
    monthly = {"id": "monthly", "kind": "tier", "period": "month", "tiers": bands}

    with faulty(f"rule 'leading' is of {of}; an override is of rules"):
        plan(PERCENT, spread, monthly, _override(1000, of=["relation", of]))


def test_of_a_picker_who_may_not_be_paid_there_is_none() -> None:
    picking = {**PERCENT, "id": "picking", "kind": "per_piece", "per_piece": "5.00"}
    del picking["rates_bp"]
    made = plan({**picking, "unified_price_only": False}, _override(1000, of=["picking"]))
    picker = Upline(id="P")

    def leading(picker: Upline) -> dict[str, int]:
        return paid(made, facts(A, B, kind="pickup", picker=picker), "leading")

    assert leading(picker) != {}
    assert leading(picker._replace(active=False)) == {}
