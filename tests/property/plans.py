"""Random plans of every kind of rule that an order is paid by, as documents."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from shared.domain.money import yuan

Rule = dict[str, Any]
Known = list[Rule]
"""The rules before this one: what it may be of, and what it may replace."""

LEVELS = ("silver", "gold", "diamond")
SKUS = ("tee", "coat", "mug", "card")
PRICES = {"tee": 10_00, "coat": 33_33, "mug": 7, "card": 99}
"""The catalogue's unified prices, in fen."""

_rates = st.integers(0, 2_500)
_fen = st.integers(0, 40_00)
_sums = _fen.map(yuan)
_named_levels = st.lists(st.sampled_from(LEVELS), max_size=2, unique=True)


def _by_level(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.tuples(values, _named_levels, st.lists(values, min_size=2, max_size=2)).map(
        lambda drawn: {"default": drawn[0], **dict(zip(drawn[1], drawn[2], strict=False))}
    )


_depth_rates = st.lists(_rates, min_size=1, max_size=3)
_terms = st.fixed_dictionaries(
    {},
    optional={
        "rates_bp": _by_level(_depth_rates),
        "per_piece": _by_level(st.lists(_sums, min_size=1, max_size=3)),
    },
)


@st.composite
def _percent(draw: st.DrawFn, known: Known) -> Rule:
    limits = {"min_bp": 100, "max_bp": draw(st.integers(100, 3_000))}
    first = not any(rule["kind"] == "percent" for rule in known)
    return {
        "kind": "percent",
        **draw(_terms),
        "by": draw(st.sampled_from(("payee_level", "seller_level"))),
        "base": draw(st.sampled_from(("goods", "goods", "margin"))),
        "products": draw(st.dictionaries(st.sampled_from(SKUS), _terms, max_size=2)),
        "categories": draw(st.dictionaries(st.just("wear"), _terms, max_size=1)),
        **({"link": limits, "lines": limits} if first else {}),
    }


@st.composite
def _per_piece(draw: st.DrawFn, _: Known) -> Rule:
    counts = sorted(draw(st.lists(st.integers(1, 9), max_size=2, unique=True)))
    return {
        "kind": "per_piece",
        "per_piece": draw(_sums),
        "steps": [{"above": count, "per_piece": draw(_sums)} for count in counts],
        "unified_price_only": draw(st.booleans()),
        "pickup": draw(st.booleans()),
        "skus": draw(st.sampled_from((None, ("tee", "coat")))),
    }


@st.composite
def _order_tier(draw: st.DrawFn, _: Known) -> Rule:
    on_refund = draw(st.sampled_from(("recompute", "booked_rate")))
    measure = draw(st.sampled_from(("sales", "profit", "margin_rate", "pieces")))
    marginal = draw(st.booleans()) and measure == "sales"
    if on_refund == "recompute":
        measure = "sales"
    pays_sums = on_refund == "booked_rate" and not marginal
    return {
        "kind": "order_tier",
        "on_refund": on_refund,
        "tiers": {
            "measure": measure,
            "mode": "marginal" if marginal else "whole_amount",
            "bands": draw(_by_level(_bands(measure, pays_sums, on_refund == "recompute"))),
        },
    }


@st.composite
def _bands(draw: st.DrawFn, measure: str, pays_sums: bool, rising: bool) -> list[dict[str, Any]]:
    starts = sorted(draw(st.lists(st.integers(1, 60_00), max_size=3, unique=True)))
    starts = [draw(st.sampled_from((0, 0, starts[0] // 2 if starts else 0))), *starts]
    rates = [draw(_rates) for _ in starts]
    bounds = [yuan(start) if measure in ("sales", "profit") else start for start in starts]
    return [
        {
            "from": start,
            "to": end,
            "rate_bp": rate,
            "amount": draw(_sums) if pays_sums else "0.00",
        }
        for start, end, rate in zip(
            bounds, [*bounds[1:], None], sorted(rates) if rising else rates, strict=True
        )
    ]


@st.composite
def _level_difference(draw: st.DrawFn, _: Known) -> Rule:
    award = {"rate_bp": draw(_rates), "mode": draw(st.sampled_from(("top_up", "within_cap")))}
    return {
        "kind": "level_difference",
        "rates_bp": draw(_by_level(_rates)),
        "same_level": draw(st.sampled_from((None, award))),
    }


@st.composite
def _override(draw: st.DrawFn, known: Known) -> Rule:
    of = [rule["id"] for rule in known if _has_fixed_rates(rule)]
    if not of:
        return draw(_percent(known))
    return {
        "kind": "override",
        "of": draw(st.lists(st.sampled_from(of), min_size=1, unique=True)),
        "rates_bp": draw(_depth_rates),
    }


def _has_fixed_rates(rule: Rule) -> bool:
    return rule["kind"] != "price_spread" and rule.get("on_refund") != "recompute"


def _referral(_: Known) -> st.SearchStrategy[Rule]:
    return st.fixed_dictionaries(
        {
            "kind": st.sampled_from(("referral_award", "peer_referral_award")),
            "rate_bp": _rates,
            "within_days": st.just(30),
        }
    )


def _restock(_: Known) -> st.SearchStrategy[Rule]:
    return st.fixed_dictionaries(
        {"kind": st.just("restock_rebate"), "rates_bp": _by_level(_depth_rates)}
    )


def _price_spread(_: Known) -> st.SearchStrategy[Rule]:
    prices = st.fixed_dictionaries({}, optional=dict.fromkeys(SKUS, _sums))
    lists = st.fixed_dictionaries({"city": prices, "province": prices})
    return st.fixed_dictionaries({"kind": st.just("price_spread"), "price_lists": lists})


KINDS: dict[str, Callable[[Known], st.SearchStrategy[Rule]]] = {
    "percent": _percent,
    "per_piece": _per_piece,
    "order_tier": _order_tier,
    "level_difference": _level_difference,
    "override": _override,
    "referral": _referral,
    "restock": _restock,
    "price_spread": _price_spread,
}


@st.composite
def plans(
    draw: st.DrawFn,
    kinds: tuple[str, ...] = tuple(KINDS),
    limited: bool = True,
    replacing: bool | None = None,
) -> dict[str, Any]:
    """A plan document of one to four rules of these kinds; without limits, only the natural cap.

    Rules replace each other if `replacing`, or else where there are limits.
    """
    may_replace = limited if replacing is None else replacing
    rules: Known = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        kind = draw(st.sampled_from(kinds))
        rule = {"id": f"r{number}", **draw(KINDS[kind](rules)), **draw(_shared(rules, may_replace))}
        rules.append({**rule, "replaces": _replaceable(rule, rules)})
    return {
        "name": "random",
        "pay_depth": draw(st.integers(1, 3)),
        "self_purchase": draw(st.booleans()),
        "compression": draw(st.booleans()),
        "cap_bp": draw(st.sampled_from((10_000, 3_000, 777))) if limited else 10_000,
        "margin_guard": limited and draw(st.booleans()),
        "products": {
            sku: {"price": yuan(price), "cost": yuan(price // 2)} for sku, price in PRICES.items()
        },
        "rules": rules,
    }


def _replaceable(rule: Rule, known: Known) -> list[str]:
    """What a rule may replace: nothing that an override before it, or itself, is of."""
    overridden = {name for each in (*known, rule) for name in each.get("of", ())}
    return [name for name in rule["replaces"] if name not in overridden]


@st.composite
def _shared(draw: st.DrawFn, known: Known, may_replace: bool) -> Rule:
    """What all rules may say: its form, whom it is for, what it stands for."""
    others = [rule["id"] for rule in known] if may_replace else []
    return {
        "form": draw(st.sampled_from(("cash", "cash", "points"))),
        "levels": draw(st.sampled_from((None, None, ("gold", "silver")))),
        "replaces": draw(st.lists(st.sampled_from(others), max_size=1)) if others else (),
    }
