"""The most that all rules of a plan together may pay, and to whom."""

from fractions import Fraction
from math import ceil
from typing import Any

import pytest

from shared.domain.commission.earnings import Earning
from shared.domain.commission.facts import OrderFacts
from shared.domain.engine.engine import Engine
from shared.domain.guard.worst_case import TooManyCombinations, Worst, worst_cases
from shared.domain.plans.document import read_plan
from tests.unit.domain.plans.documents import document, percent

FROM_APRIL = "2025-04-01T00:00:00+08:00"
LOW = {"default": [100]}
TEE = {"tee": {"price": "100.00"}}


def rule(kind: str, rule_id: str = "it", **fields: Any) -> dict[str, Any]:
    return {"id": rule_id, "kind": kind, **fields}


def bands(*rates: int) -> dict[str, Any]:
    entries = [
        {"from": f"{place}.00", "to": f"{place + 1}.00", "rate_bp": rate}
        for place, rate in enumerate(rates)
    ]
    return {"bands": {"default": [*entries[:-1], {**entries[-1], "to": None}]}}


def tier(rule_id: str, *rates: int, **fields: Any) -> dict[str, Any]:
    return rule("tier", rule_id, **{"period": "month", "tiers": bands(*rates), **fields})


def ladder(**fields: Any) -> dict[str, Any]:
    rates = {"default": 500, "gold": 800, "diamond": 1200}
    return rule("level_difference", rates_bp=rates, **fields)


def worst(plan: dict[str, Any], sku: str = "", category: str | None = None) -> Worst:
    found = [
        each
        for each in worst_cases(read_plan(plan))
        if (each.line.sku, each.line.category) == (sku, category)
    ]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("plan", "rate_bp", "chain"),
    [
        (document(percent(rates_bp={"default": [1000, 500]}), pay_depth=2), 1500, None),
        (document(percent(rates_bp={"default": [1000, 500]})), 1000, None),
        (
            document(percent(rates_bp={"default": [1000, 500], "gold": [900, 700]}), pay_depth=2),
            1700,
            ("default", "gold"),
        ),
        (
            document(
                percent(by="seller_level", rates_bp={"default": [1000, 500], "gold": [900, 700]}),
                pay_depth=2,
            ),
            1600,
            ("gold", "default"),
        ),
        (
            document(
                percent(rates_bp={"default": [0], "gold": [1000]}),
                percent("two", rates_bp={"default": [1000], "gold": [0]}),
            ),
            1000,
            None,
        ),
        (document(percent(), percent("two", replaces=["relation"])), 1000, None),
        (document(percent(), percent("two", levels=["gold"])), 2000, ("gold",)),
        (document(ladder(), pay_depth=3), 1200, None),
        (
            document(ladder(same_level={"rate_bp": 100, "mode": "top_up"}), pay_depth=2),
            1300,
            ("diamond", "diamond"),
        ),
        (
            document(ladder(same_level={"rate_bp": 100, "mode": "within_cap"}), pay_depth=2),
            1200,
            None,
        ),
        (
            document(percent(), rule("override", of=["relation"], rates_bp=[2000]), pay_depth=2),
            1200,
            None,
        ),
        (
            document(rule("referral_award", rate_bp=300, within_days=1), percent(), pay_depth=2),
            1300,
            None,
        ),
        (
            document(
                rule("peer_referral_award", rate_bp=300, within_days=1),
                percent(rates_bp={"default": [1000], "gold": [900]}),
                pay_depth=2,
            ),
            1300,
            ("default", "default"),
        ),
        (document(rule("order_tier", tiers=bands(100, 700, 300))), 700, None),
        (
            document(rule("order_tier", tiers={**bands(100, 700), "mode": "marginal"}), percent()),
            1700,
            None,
        ),
        (document(percent(link={"min_bp": 100, "max_bp": 2500})), 2500, None),
        (document(percent(lines={"max_bp": 900}), pay_depth=2), 1800, None),
        (document(percent(), rule("restock_rebate", rates_bp={"default": [1800]})), 1800, None),
        (
            document(
                percent(orders=["sale", "restock"]),
                rule("restock_rebate", rates_bp={"default": [1800]}),
            ),
            2800,
            None,
        ),
        (
            document(percent(), rule("price_spread", price_lists={"city": {"tee": "1.00"}})),
            1000,
            None,
        ),
        (document(percent(base="margin")), 0, ()),
    ],
)
def test_the_most_that_any_product_pays(
    plan: dict[str, Any], rate_bp: int, chain: tuple[str, ...] | None
) -> None:
    found = worst(plan)
    assert found.rate_bp == rate_bp
    assert chain is None or found.chain == chain


@pytest.mark.parametrize(
    ("rules", "rate_bp"),
    [
        ([tier("a", 100, 400, 200)], 400),
        ([tier("a", 400, subject="direct")], 400),
        ([tier("a", 400, subject="team", pays_on="own")], 400),
        ([tier("a", 40, subject="team")], 120),
        ([tier("a", 100), tier("b", 300)], 400),
        ([tier("a", 100), tier("b", 300, period="quarter", less=["a"])], 300),
        ([tier("a", 300), tier("b", 100, period="quarter", less=["a"])], 300),
        (
            [
                tier("a", 100),
                tier("b", 200, period="quarter", less=["a"]),
                tier("c", 300, period="year", less=["a", "b"]),
            ],
            300,
        ),
        (
            [
                tier("a", 500),
                tier("b", 300, period="quarter", less=["a"]),
                tier("c", 300, period="year", less=["b"]),
            ],
            800,
        ),
        ([tier("a", 100, orders=["restock"])], 100),
        ([rule("ranking", period="month", places=[{"amount": "500.00"}])], 0),
    ],
)
def test_what_periods_pay_comes_on_top(rules: list[dict[str, Any]], rate_bp: int) -> None:
    base = percent(rates_bp={"default": [1000]}, orders=["sale", "pickup", "restock"])
    found = worst(document(base, *rules))
    assert found.rate_bp == 1000 + rate_bp
    assert found.by_periods == rate_bp * found.line.base_fen


def test_rules_of_different_times_do_not_add_up() -> None:
    spring = percent(valid={"until": FROM_APRIL}, rates_bp={"default": [2000]})
    summer = percent("two", valid={"from": FROM_APRIL}, rates_bp={"default": [2500]})
    autumn = tier("three", 400, valid={"until": FROM_APRIL})
    assert worst(document(spring, summer)).rate_bp == 2500
    assert worst(document(spring, summer, autumn)).rate_bp == 2500
    assert worst(document(spring, autumn)).rate_bp == 2400


@pytest.mark.parametrize(
    ("paid", "rate_bp"),
    [
        ({"per_piece": {"default": ["20.00"]}, "rates_bp": {}}, 2000),
        ({"per_piece": {"default": ["20.00"]}}, 3000),
        ({"products": {"tee": {"rates_bp": {"default": [700]}}}}, 700),
    ],
)
def test_a_product_with_a_price_is_paid_its_sums(paid: dict[str, Any], rate_bp: int) -> None:
    plan = document(percent(**paid), products=TEE)
    assert worst(plan, "tee").rate_bp == rate_bp


def test_a_sum_without_a_price_counts_nothing() -> None:
    plan = document(percent(per_piece={"default": ["20.00"]}), products={"tee": {}})
    assert worst(plan, "tee").rate_bp == worst(plan).rate_bp == 1000


@pytest.mark.parametrize("unified", [True, False])
def test_a_piece_is_paid_at_its_dearest_step(unified: bool) -> None:
    steps = [{"above": 30, "per_piece": "22.00"}, {"above": 60, "per_piece": "21.00"}]
    pieces = rule("per_piece", per_piece="20.00", steps=steps, unified_price_only=unified)
    found = worst(document(pieces, products=TEE), "tee")
    assert found.rate_bp == 2200


def test_a_picker_may_have_another_level_than_his_upline() -> None:
    pieces = rule("per_piece", per_piece="20.00", levels=["gold"])
    upline = percent(rates_bp={"default": [1000], "gold": [0]})
    assert worst(document(pieces, upline, products=TEE), "tee").rate_bp == 3000


def test_what_rules_say_of_products_and_categories_is_looked_at() -> None:
    terms = {"rates_bp": {"default": [4000]}}
    plan = document(percent(products={"coat": terms}, categories={"wear": terms}))
    assert worst(plan, "coat").rate_bp == 4000
    assert worst(plan, category="wear").rate_bp == 4000
    assert worst(plan).rate_bp == 1000


def test_a_products_category_decides() -> None:
    terms = {"rates_bp": {"default": [4000]}}
    products = {"coat": {"price": "10.00", "category": "wear"}}
    plan = document(percent(categories={"wear": terms}), products=products)
    assert worst(plan, "coat", "wear").rate_bp == 4000


def test_a_margin_is_known_with_its_cost() -> None:
    products = {"tee": {"price": "100.00", "cost": "60.00"}, "cup": {"cost": "1.00"}}
    plan = document(percent(base="margin", rates_bp={"default": [5000]}), products=products)
    assert worst(plan, "tee").rate_bp == 2000
    assert worst(plan, "cup").rate_bp == 0


def test_limits_are_left_out() -> None:
    products = {"tee": {"price": "100.00", "cost": "90.00"}}
    plan = document(percent(), percent("two"), cap_bp=100, margin_guard=True, products=products)
    assert worst(plan, "tee").rate_bp == 2000


def test_a_link_and_a_line_may_bear_own_rates_in_one_order() -> None:
    base = percent(link={"max_bp": 2000}, rates_bp={"default": [100, 100]})
    plan = document({**base, "lines": {"max_bp": 1500}}, pay_depth=2)
    assert worst(plan).rate_bp == 2000 + 1500


def test_a_rule_that_pays_nothing_replaces_nothing() -> None:
    own = percent("two", link={"max_bp": 100}, rates_bp=LOW, replaces=["relation"])
    assert worst(document(percent(), own)).rate_bp == 1000
    link = {"min_bp": 1, "max_bp": 100}
    assert worst(document(percent(), {**own, "link": link})).rate_bp == 100


@pytest.mark.parametrize(
    "doubtful",
    [
        percent("two", no_violation_days=30, rates_bp={"default": [0, 100]}),
        rule("referral_award", "two", rate_bp=100, within_days=30),
    ],
)
def test_who_is_not_paid_by_a_rule_is_paid_by_what_it_replaces(doubtful: dict[str, Any]) -> None:
    plan = document(percent(), {**doubtful, "replaces": ["relation"]}, pay_depth=2)
    assert worst(plan).rate_bp == 1000
    assert worst(document(percent(), doubtful, pay_depth=2)).rate_bp == 1100


def test_who_is_not_paid_by_one_rule_is_still_paid_by_others() -> None:
    strict = percent("two", no_violation_days=60, replaces=["relation"], rates_bp=LOW)
    lenient = percent("three", no_violation_days=30)
    assert worst(document(percent(), strict, lenient)).rate_bp == 2000


def test_nobody_above_the_seller_may_be_the_worst() -> None:
    further = percent("two", rates_bp={"default": [0, 100]}, replaces=["relation"])
    found = worst(document(percent(), further, pay_depth=2))
    assert (found.rate_bp, found.chain) == (1000, ("default",))


def test_what_is_left_when_a_rule_has_ended_is_looked_at() -> None:
    summer = percent("two", valid={"until": FROM_APRIL}, replaces=["relation"], rates_bp=LOW)
    assert worst(document(percent(), summer)).rate_bp == 1000
    began = document(percent(valid={"until": FROM_APRIL}), summer, effective_from=FROM_APRIL)
    assert worst(began).rate_bp == 0


def test_other_products_leave_a_product_its_three_payees() -> None:
    pieces = rule("per_piece", "pieces", per_piece="20.00", orders=["pickup"])
    uplines = percent(
        rates_bp={"default": [1000]},
        products={"tee": {"rates_bp": {"default": [0, 100, 3000]}}},
    )
    plan = document(pieces, uplines, pay_depth=3, products=TEE)
    assert worst(plan, "tee").rate_bp == 2000 + 3100


def test_a_picker_who_is_his_own_seller_leaves_room_for_three() -> None:
    pieces = rule("per_piece", "pieces", per_piece="20.00", orders=["pickup"])
    uplines = percent(rates_bp={"default": [1000, 100, 100]})
    plan = document(pieces, uplines, pay_depth=3, products=TEE)
    assert worst(plan, "tee").rate_bp == 3200
    assert worst({**plan, "self_purchase": True}, "tee").rate_bp == 3200


def test_a_dear_product_and_a_cheap_one_have_worst_cases_of_their_own() -> None:
    sums = rule("per_piece", per_piece="20.00", levels=["gold"], orders=["sale"])
    rates = percent(rates_bp={"default": [1000], "gold": [500]})
    products = {"tee": {"price": "100.00"}, "coat": {"price": "1000.00"}}
    plan = document(rates, sums, products=products)
    assert (worst(plan, "tee").rate_bp, worst(plan, "tee").chain) == (2500, ("gold",))
    assert (worst(plan, "coat").rate_bp, worst(plan, "coat").chain) == (1000, ("default",))


def test_no_fen_is_lost_in_an_override_of_an_override() -> None:
    plan = document(
        percent(rates_bp={"default": [3333]}),
        rule("override", "two", of=["relation"], rates_bp=[3333]),
        rule("override", "three", of=["two"], rates_bp=[3333]),
        pay_depth=3,
        products={"tee": {"price": "0.01"}},
    )
    exact = Fraction(3333) + Fraction(3333**2, 10**4) + Fraction(3333**3, 10**8)
    assert worst(plan, "tee").weight == ceil(exact)


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list[OrderFacts]:
    asked: list[OrderFacts] = []
    earnings = Engine.earnings

    def counted(engine: Engine, facts: OrderFacts) -> list[Earning]:
        asked.append(facts)
        return earnings(engine, facts)

    monkeypatch.setattr(Engine, "earnings", counted)
    return asked


LADDER = {"default": [100, 50, 20], "gold": [120, 60, 30], "diamond": [200, 100, 50]}
CHAINS = 3**3 + 3**2 + 3 + 1


def test_products_that_are_treated_alike_are_one_question(questions: list[OrderFacts]) -> None:
    products = {f"p{n}": {"price": f"{n}.00", "cost": f"{n // 2}.00"} for n in range(1, 1001)}
    plan = read_plan(document(percent(rates_bp=LADDER), pay_depth=3, products=products))

    assert len(worst_cases(plan)) == 1001
    # Those with a price and a margin, and any other.
    assert len(questions) == 2 * CHAINS


def test_levels_that_are_paid_alike_are_one(questions: list[OrderFacts]) -> None:
    rates = {**LADDER, "silver": [100, 50, 20], "copper": [200, 100, 50]}
    assert worst(document(percent(rates_bp=rates), pay_depth=3)).rate_bp == 350
    assert len(questions) == CHAINS


@pytest.mark.parametrize(
    ("one", "count"),
    [
        (rule("peer_referral_award", rate_bp=300, within_days=1), 1 + 3 + 3**2 + 3**3),
        (rule("referral_award", rate_bp=300, within_days=1), 1 + 1 + 1 + 1),
    ],
)
def test_levels_that_must_be_told_apart_stay_apart(
    questions: list[OrderFacts], one: dict[str, Any], count: int
) -> None:
    equal = percent(rates_bp={level: [100] for level in ("default", "a", "b", "c")})
    worst(document(one, equal, pay_depth=3))
    assert len(questions) == count


def test_times_at_which_the_same_rules_hold_are_one(questions: list[OrderFacts]) -> None:
    dated = [
        percent(f"r{month}", valid={"from": f"2025-{month:02d}-01T00:00:00+08:00"})
        for month in range(1, 13)
    ]
    assert worst(document(*dated)).rate_bp == 12_000
    assert len(questions) == 2 * 13


def test_a_picker_does_not_multiply_with_his_level(questions: list[OrderFacts]) -> None:
    pieces = rule("per_piece", "pieces", per_piece="20.00", levels=["gold", "diamond"])
    worst(document(percent(rates_bp=LADDER), pieces, pay_depth=3))
    # A sale, a picking by nobody who is known, by one who is paid and by one who is not.
    assert len(questions) == (1 + 3) * CHAINS


def test_more_combinations_than_can_be_looked_at_are_refused(questions: list[OrderFacts]) -> None:
    dated = [
        percent(
            f"r{month}",
            valid={"from": f"2025-{month:02d}-01T00:00:00+08:00"},
            rates_bp={
                level: [100 + 10 * n, 50, month]
                for n, level in enumerate(["default", *(f"l{n}" for n in range(10))])
            },
        )
        for month in range(1, 13)
    ]
    with pytest.raises(TooManyCombinations, match="more than 100000"):
        worst_cases(read_plan(document(*dated, pay_depth=3)))
    assert questions == []
