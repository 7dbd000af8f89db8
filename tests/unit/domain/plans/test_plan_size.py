"""No table of a plan is without a bound: the document has to fit into one item."""

from typing import Any

import pytest

from shared.domain.plans.document import read_plan
from shared.domain.terms.parts import MAX_PRODUCTS
from tests.refusals import faulty
from tests.unit.domain.plans.documents import document, percent

PIECES = {"id": "it", "kind": "per_piece", "per_piece": "1.00"}
TIER = {
    "id": "it",
    "kind": "tier",
    "period": "month",
    "tiers": {"bands": {"default": [{"rate_bp": 1}]}},
}


def skus(count: int) -> list[str]:
    return [f"p{number}" for number in range(count)]


def spread(count: int) -> dict[str, Any]:
    prices = dict.fromkeys(skus(count), "1.00")
    return {"id": "it", "kind": "price_spread", "price_lists": {"city": prices}}


def plan(rule: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return document(percent(), rule, **fields)


def of_products(count: int) -> list[dict[str, Any]]:
    """Plans that name so many products, each in another table."""
    terms: dict[str, Any] = {sku: {} for sku in skus(count)}
    return [
        document(products=terms),
        document(percent(products=terms)),
        document(percent(categories=terms)),
        plan({**PIECES, "skus": skus(count)}),
        plan(spread(count)),
    ]


@pytest.mark.parametrize("number", range(5))
def test_a_table_of_products_is_bounded(number: int) -> None:
    read_plan(of_products(MAX_PRODUCTS)[number])

    with faulty(f"at most {MAX_PRODUCTS} items"):
        read_plan(of_products(MAX_PRODUCTS + 1)[number])


@pytest.mark.parametrize(
    ("bad", "most"),
    [
        (plan({**PIECES, "levels": ["gold"] * 21}), 20),
        (plan({**PIECES, "orders": ["sale"] * 4}), 3),
        (plan({**PIECES, "replaces": ["relation"] * 13}), 12),
        (plan({**PIECES, "steps": [{"above": n, "per_piece": "1.00"} for n in range(1, 52)]}), 50),
        (plan({"id": "it", "kind": "override", "of": ["relation"] * 13, "rates_bp": [1]}), 12),
        (plan({**TIER, "orders": ["sale"] * 4}), 3),
        (plan({**TIER, "less": ["relation"] * 13}), 12),
        (
            plan(
                {
                    "id": "it",
                    "kind": "restock_rebate",
                    "orders": ["restock"] * 2,
                    "rates_bp": {"default": [1]},
                }
            ),
            1,
        ),
        (plan({**spread(1), "price_lists": {f"g{n}": {} for n in range(21)}}), 20),
    ],
)
def test_every_other_list_is_bounded(bad: dict[str, Any], most: int) -> None:
    with faulty(f"at most {most} item"):
        read_plan(bad)
