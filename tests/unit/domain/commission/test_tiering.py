from typing import Any

import pytest
from pydantic import TypeAdapter

from shared.domain.commission.tiering import band_at, holds, step_at, weight_of
from shared.domain.terms.bands import Band, Condition, Step

BANDS = ((100, 200), (300, 500))
CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)


@pytest.mark.parametrize(
    ("amount", "whole", "parts"),
    [
        (0, 0, 0),
        (99, 0, 0),
        (100, 100 * 200, 0),
        (299, 299 * 200, 199 * 200),
        (300, 300 * 500, 200 * 200),
        (301, 301 * 500, 200 * 200 + 500),
    ],
)
def test_a_band_begins_where_it_says_and_ends_before_the_next(
    amount: int, whole: int, parts: int
) -> None:
    assert weight_of(BANDS, False, amount) == whole
    assert weight_of(BANDS, True, amount) == parts


@pytest.mark.parametrize(
    ("value", "rate_bp"), [(None, None), (99, None), (100, 1), (299, 1), (300, 2), (10**9, 2)]
)
def test_a_value_lies_in_one_band_or_none(value: int | None, rate_bp: int | None) -> None:
    bands = [
        Band.model_validate({"from": 100, "to": 300, "rate_bp": 1}),
        Band.model_validate({"from": 300, "rate_bp": 2}),
    ]

    band = band_at(bands, value)

    assert (band and band.rate_bp) == rate_bp


def _at_least(measure: str, value: object) -> dict[str, Any]:
    return {"measure": measure, "at_least": value}


SALES, PIECES = _at_least("sales", "1.00"), _at_least("pieces", 3)


@pytest.mark.parametrize(
    ("condition", "fulfilled"),
    [
        (SALES, True),
        (_at_least("sales", "1.01"), False),
        (_at_least("profit", "0.00"), False),
        (_at_least("margin_rate", 0), False),
        (PIECES, False),
        ({"all": [SALES, PIECES]}, False),
        ({"all": [SALES]}, True),
        ({"any": [PIECES, SALES]}, True),
        ({"any": [PIECES]}, False),
        ({"any": [{"all": [SALES, PIECES]}, {"all": [SALES, SALES]}]}, True),
    ],
)
def test_a_condition_holds_for_what_was_measured(
    condition: dict[str, Any], fulfilled: bool
) -> None:
    measures = {"sales": 100, "pieces": 2, "profit": None}

    assert holds(CONDITION.validate_python(condition), measures) is fulfilled


def test_of_several_steps_the_last_that_holds_counts() -> None:
    steps = [
        Step.model_validate({"if": SALES, "rate_bp": 1}),
        Step.model_validate({"if": PIECES, "rate_bp": 2}),
        Step.model_validate({"if": _at_least("orders", 9), "rate_bp": 3}),
    ]

    assert step_at(steps, {"sales": 100, "pieces": 3}) == steps[1]
    assert step_at(steps, {"sales": 100, "pieces": 2}) == steps[0]
    assert step_at(steps, {"sales": 99, "pieces": 2}) is None
