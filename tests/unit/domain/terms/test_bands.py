"""Tiers: bands join without gap or overlap, steps name conditions; bad ones named by field."""

from typing import Any

import pytest

from shared.domain.terms.bands import AllOf, AnyOf, AtLeast, Tiers
from tests.refusals import faulty

JOINED = [{"to": "100.00", "rate_bp": 500}, {"from": "100.00", "rate_bp": 800}]
STEP = {"if": {"measure": "sales", "at_least": "100.00"}, "rate_bp": 500}


def _bands(*bands: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"bands": {"default": list(bands)}, **fields}


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({}, "either bands or steps"),
        (_bands(*JOINED, steps={"default": [STEP]}), "either bands or steps"),
        ({"bands": {"gold": JOINED}}, "'default'"),
        ({"steps": {"gold": [STEP]}}, "'default'"),
        ({"steps": {"default": [STEP]}, "mode": "marginal"}, "marginal"),
        (_bands(), "bands.default"),
        ({"steps": {"default": []}}, "steps.default"),
        (_bands({"to": "100.00"}, {"from": "100.01"}), 'leave a gap at "100.01"'),
        (_bands({"to": "100.00"}, {"from": "99.99"}), 'overlap at "99.99"'),
        (_bands({}, {"from": "100.00"}), 'overlap at "100.00"'),
        (_bands({"from": "100.00", "to": "200.00"}, {"to": "100.00"}), 'overlap at "0.00"'),
        (_bands({"to": "0.00"}, {"from": "0.00"}), "correct `to`"),
        (_bands({"from": "5.00", "to": "4.00"}), "correct `to`"),
        (_bands({"to": "100.00"}), "no end"),
        (_bands({"from": 1.5}), "from"),
        (_bands({"from": "1.5"}), "from"),
        (_bands({"rate_bp": 10_001}), "rate_bp"),
        (_bands({"amount": 5}), "amount"),
        (_bands({"above": "1.00"}), "above"),
        (_bands(*JOINED, measure="weight"), "measure"),
        (_bands(*JOINED, measure=["sales"]), "measure"),
        (_bands(*JOINED, measure=None), "measure"),
        ({"steps": {"default": [{"if": {"measure": {}, "at_least": "1.00"}}]}}, "if.AtLeast.meas"),
        ({"steps": {"default": [{"if": {"measure": [], "at_least": 1}}]}}, "if.AtLeast.measure"),
        (_bands(*JOINED, mode="part"), "mode"),
        ({"steps": {"default": [{"rate_bp": 1}]}}, "steps.default.0.if"),
        ({"steps": {"default": [{"if": {"all": []}}]}}, "all"),
        ({"steps": {"default": [{"if": {"any": []}}]}}, "any"),
    ],
)
def test_bad_tiers_are_refused_by_their_field(fields: Any, named: str) -> None:
    with faulty(named.replace(".", r"\.")):
        Tiers.model_validate(fields)


def test_a_later_levels_bands_are_checked_too() -> None:
    apart = [{"to": "1.00"}, {"from": "2.00"}]

    with faulty(r'leave a gap at "2\.00"'):
        Tiers.model_validate({"bands": {"default": JOINED, "gold": apart}})


def test_bands_join_where_one_ends_and_the_next_begins() -> None:
    first, second = Tiers.model_validate(_bands(*JOINED)).bands["default"]

    assert (first.from_, first.to, first.rate_bp) == (0, 100_00, 500)
    assert (second.from_, second.to, second.rate_bp) == (100_00, None, 800)


def test_the_first_band_may_begin_above_zero() -> None:
    (band,) = Tiers.model_validate(_bands({"from": "50.00", "amount": "8.00"})).bands["default"]

    assert (band.from_, band.amount) == (50_00, 8_00)


def test_counts_and_rates_are_plain_numbers() -> None:
    bands = _bands({"to": 30}, {"from": 30, "amount": "22.00"}, measure="pieces")

    assert [band.to for band in Tiers.model_validate(bands).bands["default"]] == [30, None]


def test_steps_name_conditions_that_nest() -> None:
    sales = {"measure": "sales", "at_least": "100.00"}
    orders = {"measure": "orders", "at_least": 3}
    nested = {"if": {"any": [{"all": [sales, orders]}, sales]}, "amount": "5.00"}

    (step,) = Tiers.model_validate({"steps": {"default": [nested]}}).steps["default"]

    both = (AtLeast.model_validate(sales), AtLeast.model_validate(orders))
    assert both[0].at_least == 100_00
    assert step.if_ == AnyOf(any=(AllOf(all=both), both[0]))
    assert step.amount == 5_00


def test_tiers_read_what_they_write() -> None:
    for fields in (_bands(*JOINED), {"steps": {"default": [STEP]}}):
        tiers = Tiers.model_validate(fields)

        assert Tiers.model_validate_json(tiers.model_dump_json(by_alias=True)) == tiers
