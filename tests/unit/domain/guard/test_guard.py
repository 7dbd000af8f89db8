"""The guard: every finding shown beside its nearest neighbour that has none of it."""

from typing import Any, get_args

import pytest

from shared.domain.errors import Refused
from shared.domain.guard.checks.trees import Network
from shared.domain.guard.findings import KINDS, Finding, FindingCode
from shared.domain.guard.guard import findings, require_allowed, warnings_of
from shared.domain.plans.document import read_plan
from shared.domain.plans.presets import PRESETS
from shared.words.catalogue import term
from shared.words.wording import Words
from tests.refusals import told
from tests.unit.domain.plans.documents import document, percent

TEE = {"tee": {"price": "100.00", "cost": "70.00"}}
LATER = "2030-01-01T00:00:00+08:00"
ORDERS_OPEN_A_SUM = {
    "steps": {
        "default": [
            {
                "if": {
                    "all": [
                        {"measure": "sales", "at_least": "0.01"},
                        {"any": [{"measure": "orders", "at_least": 5}]},
                    ]
                },
                "amount": "50.00",
            }
        ]
    }
}
OF_PROPOSALS = {"begins_in_past", "document_too_large"}
PRICED = {"tee": {"price": "100.00"}}


def said(found: Finding) -> Words:
    return term("finding", found.code, found.facts)


def rates(*by_depth: int, **fields: Any) -> dict[str, Any]:
    return percent(**{"rates_bp": {"default": list(by_depth)}, **fields})


def rule(kind: str, **fields: Any) -> dict[str, Any]:
    return {"id": "it", "kind": kind, **fields}


def tier(*paid: int, measure: str = "sales", **fields: Any) -> dict[str, Any]:
    """A monthly tier of two bands."""
    bounds = ("100.00", "100.00") if measure in ("sales", "profit") else (10, 10)
    low, high = paid
    bands = [{"to": bounds[0], "rate_bp": low}, {"from": bounds[1], "rate_bp": high}]
    tiers = {"measure": measure, "bands": {"default": bands}}
    return rule("tier", period="month", tiers=tiers, **fields)


def tier_of_sums(measure: str = "sales", **fields: Any) -> dict[str, Any]:
    """A monthly tier that pays a sum, whatever was sold."""
    tiers = {"measure": measure, "bands": {"default": [{"amount": "5.00"}]}}
    return rule("tier", period="month", tiers=tiers, **fields)


def spread(*prices: str, sku: str = "tee", **fields: Any) -> dict[str, Any]:
    """A plan that pays 10 % and a spread, a grade for each price."""
    lists = {f"grade-{number}": {sku: price} for number, price in enumerate(prices)}
    return document(percent(), rule("price_spread", price_lists=lists, **fields), products=TEE)


def restock(**fields: Any) -> dict[str, Any]:
    return rule("restock_rebate", rates_bp={"default": [500]}, **fields)


def referral(kind: str = "referral_award", **fields: Any) -> dict[str, Any]:
    return rule(kind, within_days=30, **{"rate_bp": 100, **fields})


def override(rate_bp: int) -> dict[str, Any]:
    return {"id": "over", "kind": "override", "of": ["relation"], "rates_bp": [rate_bp]}


def steps(measure: str) -> dict[str, Any]:
    """A tier whose condition lies inside another one."""
    one = {"any": [{"measure": "pieces", "at_least": 5}, {"measure": measure, "at_least": 5}]}
    entry = [{"if": {"all": [one]}, "rate_bp": 100}]
    return rule("tier", period="month", tiers={"steps": {"default": entry}})


def apart(products: int) -> dict[str, Any]:
    """A plan of three depths and eleven levels, each with rates of its own for every product."""
    levels = ["default", *(f"l{number}" for number in range(10))]
    of_each = {
        f"p{product}": {"rates_bp": {level: [n, 1 + product] for n, level in enumerate(levels)}}
        for product in range(products)
    }
    return document(
        percent(products=of_each), rule("referral_award", rate_bp=0, within_days=1), pay_depth=3
    )


NEIGHBOURS: list[tuple[FindingCode, dict[str, Any], dict[str, Any]]] = [
    ("pay_depth_above_three", document(pay_depth=4), document(pay_depth=3)),
    (
        "headcount_reward",
        document(percent(), rule("recruit_award", amount="5.00")),
        document(percent(), referral(), pay_depth=2),
    ),
    (
        "headcount_reward",
        document(referral(amount="0.01"), pay_depth=2),
        document(referral(amount="0.00"), pay_depth=2),
    ),
    (
        "headcount_reward",
        document(tier(100, 200, measure="recruits")),
        document(tier(100, 200, measure="orders")),
    ),
    ("headcount_reward", document(steps("recruits")), document(steps("orders"))),
    (
        "headcount_reward",
        document(rule("ranking", period="month", measure="recruits", places=[{"amount": "9.00"}])),
        document(rule("ranking", period="month", measure="orders", places=[{"amount": "9.00"}])),
    ),
    ("joining_fee", document(joining_fee="0.01"), document(joining_fee="0.00")),
    (
        "entry_purchase",
        document(restock(first_purchase_pays=True)),
        document(restock(first_purchase_pays=False)),
    ),
    *(
        (
            "entry_purchase",
            document(referral(kind=kind), pay_depth=2, self_purchase=True),
            document(referral(kind=kind), pay_depth=2, self_purchase=False),
        )
        for kind in ("referral_award", "peer_referral_award")
    ),
    (
        "entry_purchase",
        document(referral(orders=["pickup"]), pay_depth=2, self_purchase=True),
        document(referral(orders=["restock"]), pay_depth=2, self_purchase=True),
    ),
    (
        "headcount_in_disguise",
        document(tier_of_sums("orders", subject="direct")),
        document(tier_of_sums("sales", subject="direct")),
    ),
    (
        "headcount_in_disguise",
        document(tier_of_sums("orders", subject="team")),
        document(tier(1, 2, measure="orders", subject="team")),
    ),
    (
        "headcount_in_disguise",
        document(rule("tier", period="month", subject="direct", tiers=ORDERS_OPEN_A_SUM)),
        document(rule("tier", period="month", subject="own", tiers=ORDERS_OPEN_A_SUM)),
    ),
    ("grade_price_below_cost", spread("69.99"), spread("70.00")),
    ("grade_price_above_retail", spread("100.01"), spread("100.00")),
    ("spread_above_price", spread("9.99"), spread("10.00")),
    ("spread_above_price", spread("80.00", "9.99"), spread("80.00", "10.00")),
    (
        "spread_above_price",
        spread("9.99", "95.00", valid={"from": LATER}),
        spread("10.00", "10.00", valid={"until": LATER}),
    ),
    ("cost_unknown", spread("80.00", sku="cup"), spread("80.00", sku="tee")),
    (
        "share_award",
        document(percent(), rule("share_award", amount="1.00")),
        document(percent(link={"max_bp": 1500})),
    ),
    (
        "above_margin",
        document(rates(3001), products=TEE),
        document(rates(3000), products=TEE),
    ),
    ("above_cap", document(rates(1001), cap_bp=1000), document(rates(1000), cap_bp=1000)),
    ("too_many_combinations", apart(products=40), apart(products=2)),
    ("depth_three", document(pay_depth=3), document(pay_depth=2)),
    (
        "team_rebate",
        document(tier(100, 200, subject="team")),
        document(tier(100, 200, subject="direct")),
    ),
    ("total_above_30", document(rates(3001)), document(rates(3000))),
    ("cost_unknown", document(products=PRICED), document(products=TEE)),
    ("cost_unknown", document(), document(products=TEE)),
    (
        "fixed_sum_unjudged",
        document(percent(per_piece={"default": ["5.00"]})),
        document(percent(products={"tee": {"per_piece": {"default": ["5.00"]}}}), products=TEE),
    ),
    (
        "margin_cut",
        document(rates(3001), products=TEE, margin_guard=True),
        document(rates(3000), products=TEE, margin_guard=True),
    ),
    (
        "level_unknown",
        document(percent(levels=["golden"])),
        document(percent(levels=["gold"])),
    ),
    (
        "name_unseen",
        document(percent(products={"te\u200be": {"rates_bp": {"default": [100]}}})),
        document(percent(products={"te\u200de": {"rates_bp": {"default": [100]}}})),
    ),
    ("rates_beyond_depth", document(rates(500, 300)), document(rates(500, 0))),
    (
        "rates_beyond_depth",
        document(percent(), rule("override", of=["relation"], rates_bp=[500, 100]), pay_depth=2),
        document(percent(), rule("override", of=["relation"], rates_bp=[500]), pay_depth=2),
    ),
    (
        "rule_never_applies",
        document(percent(), percent("two", replaces=["relation"])),
        document(percent(), percent("two", replaces=["relation"], levels=["gold"])),
    ),
    (
        "rules_overlap",
        document(percent(), percent("two", valid={"until": "2025-04-01T00:00:00+08:00"})),
        document(
            percent(valid={"from": "2025-04-01T00:00:00+08:00"}),
            percent("two", valid={"until": "2025-04-01T00:00:00+08:00"}),
        ),
    ),
    ("falling_rate", document(tier(200, 100)), document(tier(200, 200))),
    (
        "falling_rate",
        document(rule("per_piece", per_piece="2.00", steps=[{"above": 5, "per_piece": "1.99"}])),
        document(rule("per_piece", per_piece="2.00", steps=[{"above": 5, "per_piece": "2.00"}])),
    ),
    ("rate_tiny", document(rates(49)), document(rates(50))),
    ("rate_tiny", document(tier(1, 3)), document(tier(1, 300))),
    (
        "rate_tiny",
        document(percent(products={"tee": {"rates_bp": {"default": [10]}}}, rates_bp={})),
        document(percent(products={"tee": {"rates_bp": {"default": [1000]}}}, rates_bp={})),
    ),
    (
        "unified_price_unknown",
        document(rule("per_piece", per_piece="2.00", skus=["tee", "cup"]), products=TEE),
        document(rule("per_piece", per_piece="2.00", skus=["tee"]), products=TEE),
    ),
    ("no_safe_harbour", document(pay_depth=2), document(pay_depth=1)),
    (
        "rate_unusual",
        document(percent(rates_bp={"default": [3001, 0]}), pay_depth=2),
        document(percent(rates_bp={"default": [3000, 0]}), pay_depth=2),
    ),
    (
        "rate_unusual",
        document(percent(rates_bp={"default": [499, 0]}), pay_depth=2),
        document(percent(rates_bp={"default": [500, 0]}), pay_depth=2),
    ),
    (
        "rate_unusual",
        document(tier(0, 1001, subject="direct"), pay_depth=2),
        document(tier(300, 1000, subject="direct"), pay_depth=2),
    ),
]


def codes(plan: str | dict[str, Any], network: Network | None = None) -> list[str]:
    return [each.code for each in findings(read_plan(plan), network)]


@pytest.mark.parametrize(
    ("code", "bad", "good"),
    NEIGHBOURS,
    ids=[f"{number}-{each[0]}" for number, each in enumerate(NEIGHBOURS)],
)
def test_a_finding_and_its_nearest_neighbour(
    code: FindingCode, bad: dict[str, Any], good: dict[str, Any]
) -> None:
    assert code in codes(bad)
    assert code not in codes(good)
    if KINDS[code].severity == "error":
        with pytest.raises(Refused) as refused:
            require_allowed(read_plan(bad))
        assert refused.value.code == "plan_refused"
        assert code in str(refused.value.facts["codes"])
        require_allowed(read_plan(good))


def test_every_code_is_shown() -> None:
    elsewhere = {"large_tree", "tree_unread", "not_legal_advice", *OF_PROPOSALS}
    shown = {code for code, _, _ in NEIGHBOURS} | elsewhere
    assert shown == set(get_args(FindingCode)) == set(KINDS)


@pytest.mark.parametrize("skus", [("a", "b"), ("b", "a")])
@pytest.mark.parametrize(("cap_bp", "found"), [(3000, True), (3001, False)])
def test_a_fen_above_the_cap_is_found_wherever_it_stands(
    skus: tuple[str, ...], cap_bp: int, found: bool
) -> None:
    products = {sku: {"price": "5000.00", "cost": "1.00"} for sku in skus}
    terms = {"b": {"rates_bp": {"default": [3000]}, "per_piece": {"default": ["0.01"]}}}
    plan = document(rates(3000, products=terms), products=products, cap_bp=cap_bp)
    assert ("above_cap" in codes(plan)) == found
    assert "total_above_30" in codes(plan)


@pytest.mark.parametrize(
    ("rules", "text"),
    [
        ([rates(1001)], "may pay 10.01% of any goods"),
        ([rates(2000, 2000), override(33)], "may pay 40.066% of any goods"),
        ([rates(2000, 2000), override(33)], "(levels default × 2)"),
        (
            [rates(900), tier(100, 400, subject="team")],
            "12.00% of it by periods, what a team pays × 3 uplines",
        ),
        ([rates(900), tier(100, 400)], "4.00% of it by periods)"),
    ],
)
def test_the_cap_is_compared_with_the_exact_rate_and_whom_it_is_paid_to(
    rules: list[dict[str, Any]], text: str
) -> None:
    plan = read_plan(document(*rules, cap_bp=1000, pay_depth=2))

    assert text in next(said(each).en for each in findings(plan) if each.code == "above_cap")


def test_a_rate_without_end_is_said_to_be_more() -> None:
    terms = {"b": {"rates_bp": {"default": [3000]}, "per_piece": {"default": ["0.01"]}}}
    products = {"b": {"price": "3.00", "cost": "1.00"}}
    plan = read_plan(document(rates(3000, products=terms), products=products, cap_bp=3000))

    found = next(each for each in findings(plan) if each.code == "above_cap")

    assert "may pay more than 30.33% of b" in said(found).en
    assert "b 售价的 30.33% 以上" in said(found).zh


def chain_of(people: int, levels: int) -> dict[str, str | None]:
    """A tree of so many people: a line of `levels`, all others under its root."""
    line = {f"L{n}": f"L{n - 1}" if n else None for n in range(levels)}
    return {**line, **{f"P{n}": "L0" for n in range(people - levels)}}


@pytest.mark.parametrize(
    ("people", "levels", "large"),
    [(30, 3, True), (29, 3, False), (30, 2, False), (31, 4, True), (1, 1, False)],
)
def test_a_tree_counts_its_root(people: int, levels: int, large: bool) -> None:
    network = Network(chain_of(people, levels))
    assert ("large_tree" in codes("depth-10-5", network)) == large


def test_two_trees_are_two() -> None:
    small = chain_of(29, 3)
    other = {f"x{person}": upline and f"x{upline}" for person, upline in chain_of(35, 3).items()}
    found = findings(read_plan("depth-10-5"), Network({**small, **other}))
    (tree,) = [each for each in found if each.code == "large_tree"]
    assert said(tree).en.startswith("The tree under xL0 has 35 people in 3 levels")


def test_a_network_that_was_read_in_part_is_said_to_be() -> None:
    part = Network({f"P{number}": "somebody" for number in range(40)}, whole=False)
    assert "tree_unread" in codes("depth-10-5", part)
    assert "tree_unread" not in codes("depth-10-5", part._replace(whole=True))


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_is_allowed_and_says_that_it_is_no_advice(preset: str) -> None:
    found = require_allowed(read_plan(preset))
    assert found[-1].code == "not_legal_advice"
    assert ("depth_three" in warnings_of(found)) == (len(PRESETS[preset]) == 3)


def test_the_gravest_comes_first_and_all_errors_are_named() -> None:
    plan = document(rates(5000), pay_depth=4, joining_fee="1.00", cap_bp=100)
    found = findings(read_plan(plan))
    order = ["error", "warning", "info"]
    assert [each.severity for each in found] == sorted(
        (each.severity for each in found), key=order.index
    )
    with told("joining_fee") as refused:
        require_allowed(read_plan(plan))
    assert refused.value.facts["codes"] == "pay_depth_above_three, joining_fee, above_cap"


def test_a_finding_says_where_by_which_article_and_what_to_do() -> None:
    bad = document(percent(), rule("recruit_award", amount="5.00"))
    first = findings(read_plan(bad))[0]
    assert (first.path, first.pointer) == ("rules.2", "#/rules/1")
    assert first.article == "《禁止传销条例》第七条第（一）项"
    assert "Pay for goods sold instead" in said(first).en
    assert "请改为按商品销售计酬" in said(first).zh


@pytest.mark.parametrize("code", KINDS)
def test_an_article_is_quoted_in_full(code: FindingCode) -> None:
    article = KINDS[code].article
    assert article is None or article[0] in "《公"


@pytest.mark.parametrize(
    ("paying", "advice"),
    [
        (
            rule("ranking", period="month", measure="sales", places=[{"amount": "9.00"}]),
            "Check yourself that the prizes",
        ),
        (tier_of_sums(), "Pay a rate in its place"),
        (percent(per_piece={"default": ["5.00"]}), "Pay it by product"),
        (
            rule("per_piece", per_piece="5.00", unified_price_only=False),
            "Name its products as skus",
        ),
    ],
    ids=["ranking", "tier", "percent", "per_piece"],
)
def test_what_to_do_about_a_fixed_sum_fits_its_kind(paying: dict[str, Any], advice: str) -> None:
    found = findings(read_plan(document(paying, products=TEE)))
    texts = [said(each).en for each in found if each.code == "fixed_sum_unjudged"]
    assert [advice in each for each in texts] == [True]
