"""The terms of a period's rule, as its payee reads them."""

from typing import Any

import pytest

from shared.domain.terms.tier_words import MAX_TERMS
from tests.unit.domain.periods.period_rules import pieces, ranking, rule, steps, tier

MORE = [{"above": 10, "per_piece": "1.50"}, {"above": 20, "per_piece": "2.00"}]
FIRST = {"if": {"measure": "sales", "at_least": "10.00"}, "rate_bp": 100}
SECOND = {
    "if": {
        "all": [
            {"measure": "orders", "at_least": 2},
            {"any": [FIRST["if"], {"measure": "margin_rate", "at_least": 2000}]},
        ]
    },
    "rate_bp": 300,
    "amount": "5.00",
}
BOTH = (
    "1.00% if sales >= 10.00, "
    "3.00% + 5.00 if (orders >= 2 and (sales >= 10.00 or margin_rate >= 20.00%)) "
    "of team; of own sales (the whole)"
)


@pytest.mark.parametrize(
    ("document", "terms"),
    [
        (pieces(steps=MORE), "1.00 a piece, 1.50 above 10, 2.00 above 20 (each part)"),
        (ranking("9.00", "6.00"), "1: 9.00, 2: 6.00 by sales"),
        (
            tier({"to": "10.00", "rate_bp": 100}, {"from": "10.00", "rate_bp": 300}),
            "1.00% from 0.00 sales, 3.00% from 10.00 sales of own; of own sales (the whole)",
        ),
        (
            tier({"to": 3}, {"from": 3, "amount": "5.00"}, measure="pieces", subject="team"),
            "0.00% from 0 pieces, 0.00% + 5.00 from 3 pieces of team; of team sales (the whole)",
        ),
        (steps(FIRST, SECOND, subject="team", pays_on="own"), BOTH),
    ],
)
def test_terms_are_said_in_words(document: dict[str, Any], terms: str) -> None:
    assert rule(document).period_terms("silver") == terms


def test_a_level_reads_the_steps_of_its_own() -> None:
    document = steps(FIRST)
    document["tiers"]["steps"]["gold"] = [{**FIRST, "rate_bp": 900}]

    assert rule(document).period_terms("gold").startswith("9.00% if")
    assert rule(document).period_terms("silver").startswith("1.00% if")


def test_of_very_many_bands_the_first_are_said() -> None:
    starts = [f"{number}.00" for number in range(1, 50)]
    bounds = zip(["0.00", *starts], [*starts, None], strict=True)
    bands = [
        {"from": begins, "rate_bp": 100} | ({"to": ends} if ends else {}) for begins, ends in bounds
    ]

    said = rule(tier(*bands)).period_terms("silver")

    assert said.startswith("1.00% from 0.00 sales, 1.00% from 1.00 sales, ")
    assert said.endswith(" … of own; of own sales (the whole)")
    assert len(said) <= MAX_TERMS + len(" of own; of own sales (the whole)")
