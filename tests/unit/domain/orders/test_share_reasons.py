from typing import Any

import pytest

from shared.domain.commission.in_band import InBand
from shared.domain.orders.commissions import Share
from shared.domain.orders.lines import Line
from shared.domain.orders.order import Order
from shared.domain.orders.share_reasons import Why, explain_shares
from tests.unit.domain.orders.orders import commission, line, order, share


def _order(*bases: int, rate_bp: int = 790, **fields: Any) -> Order:
    lines = tuple(line(number, base_fen=base) for number, base in enumerate(bases, start=1))
    shares = (share(each.line, rate_bp, each.base_fen) for each in lines)
    named = {"level": "gold", "depth": 2, "relation": 7, **fields}
    return order(lines=lines, commissions=(commission(*shares, **named),))


def _whys(of: Order) -> list[Why]:
    return [why for each in of.commissions for why in explain_shares(of, each)]


def _explain(of: Order, number: int = 1) -> Why:
    return _whys(of)[number - 1]


def _why(shares: Share, **fields: Any) -> Why:
    (why,) = _whys(order(lines=(line(qty=2),), commissions=(commission(shares, **fields),)))
    return why


def test_a_share_is_explained_from_the_snapshot_alone() -> None:
    why = _explain(_order(10_00))

    assert why.model_dump() == {
        "rule": "relation",
        "kind": "percent",
        "base": "10.00",
        "rate": "7.90%",
        "fixed": "0.00",
        "pieces": None,
        "per_piece": None,
        "sold": None,
        "bought": None,
        "cut": "0.000000",
        "depth": 2,
        "level": "gold",
        "raw": "0.790000",
        "rounding_rest": "0.000000",
        "tier": None,
        "bands": (),
        "left": None,
        "form": "cash",
        "tax_nature": "labour",
        "plan": "plan@1",
        "relation": 7,
        "withheld": None,
    }


@pytest.mark.parametrize(
    ("bases", "rests"),
    [
        # 0.079 and 0.079 are 0.158 together, floored to 0.15: 0.08 to the first, 0.07 to the other.
        ((1_00, 1_00), ("-0.001000", "0.009000")),
        ((99,), ("0.008210",)),
        ((1,), ("0.000790",)),
        ((0, 10_00), ("0.000000", "0.000000")),
    ],
)
def test_what_rounding_took_or_gave_is_told_to_the_last_fraction(
    bases: tuple[int, ...], rests: tuple[str, ...]
) -> None:
    told = _whys(_order(*bases))

    assert tuple(why.rounding_rest for why in told) == rests


@pytest.mark.parametrize(
    ("rate_bp", "rate"), [(1, "0.01%"), (50, "0.50%"), (1000, "10.00%"), (10_000, "100.00%")]
)
def test_a_rate_is_told_in_percent(rate_bp: int, rate: str) -> None:
    why = _explain(_order(1_00, rate_bp=rate_bp))

    assert why.rate == rate


def test_a_fixed_sum_and_what_a_limit_cut_are_told_beside_the_rate() -> None:
    # 10.00 at 7.90 % and 3.00 are 3.79; the limit left 3.50 of it.
    limited = share(1, 790, 10_00, fixed_fen=3_00, weight=3_50 * 10_000, cut=29 * 10_000)

    why = _why(limited)

    assert (why.base, why.rate, why.fixed) == ("10.00", "7.90%", "3.00")
    assert (why.pieces, why.per_piece) == (2, "1.50")
    assert (why.cut, why.raw, why.rounding_rest) == ("0.290000", "3.500000", "0.000000")


@pytest.mark.parametrize(
    ("marginal", "said"),
    [
        (False, "5.00% from 0.00, 8.00% from 100.00 (the whole)"),
        (True, "5.00% from 0.00, 8.00% from 100.00 (each part)"),
    ],
)
def test_the_bands_of_a_tier_are_told(marginal: bool, said: str) -> None:
    bands = ({"from_fen": 0, "rate_bp": 500}, {"from_fen": 100_00, "rate_bp": 800})

    assert _why(share(), tier=bands, marginal=marginal).tier == said


def test_the_form_and_its_tax_nature_are_told() -> None:
    why = _why(share(), form="points", tax_nature="gift", kind="override", rule="lead")

    assert (why.form, why.tax_nature, why.kind, why.rule) == ("points", "gift", "override", "lead")


def test_every_rule_that_pays_for_a_line_gives_its_own_reason() -> None:
    both = (commission(share()), commission(share(rate_bp=200), rule="extra"))

    reasons = _whys(order(commissions=both))

    assert [(why.rule, why.rate) for why in reasons] == [("relation", "10.00%"), ("extra", "2.00%")]


def test_a_refund_changes_no_explanation_of_what_was_promised() -> None:
    before = _order(10_00, 1_00)
    refunded = tuple(
        Line.model_validate({**each.model_dump(), "refunded_fen": 50}) for each in before.lines
    )

    after = before.changed(lines=refunded)

    assert _explain(after, 2) == _explain(before, 2)


def test_what_a_spent_budget_withheld_is_told() -> None:
    assert _why(share(), over_budget=True).withheld == "BUDGET_EXHAUSTED"
    assert _why(share()).withheld is None


@pytest.mark.parametrize("kind", ["order_tier", "price_spread"])
def test_a_sum_for_a_whole_line_is_for_no_piece(kind: str) -> None:
    why = _why(share(fixed_fen=3_00), kind=kind)

    assert (why.fixed, why.pieces, why.per_piece) == ("3.00", None, None)


def test_a_spread_tells_the_prices_that_it_lies_between() -> None:
    why = _why(share(fixed_fen=60_00, prices=(200_00, 140_00)), kind="price_spread")

    assert (why.sold, why.bought) == ("200.00", "140.00")


def test_a_tier_is_told_in_its_own_words_band_by_band() -> None:
    bands = (
        InBand("sales", 0, 100_00, 100_00, rate_bp=200),
        InBand("margin_rate", -500, None, 50_00, rate_bp=300, fixed_fen=1_00),
        InBand("sales", None, None, 1_00, rate_bp=1, condition="pieces >= 2"),
    )

    why = _why(share(bands=bands), terms="2.00% from 0.00 sales (each part)")

    assert why.tier == "2.00% from 0.00 sales (each part)"
    assert [(band.lo, band.hi, band.condition, band.raw) for band in why.bands] == [
        ("0.00", "100.00", None, "2.000000"),
        ("-5.00%", None, None, "2.500000"),
        (None, None, "pieces >= 2", "0.000100"),
    ]
    assert why.bands[1].model_dump() == {
        "measure": "margin_rate",
        "lo": "-5.00%",
        "hi": None,
        "condition": None,
        "base": "50.00",
        "pieces": None,
        "rate": "3.00%",
        "per_piece": "0.00",
        "fixed": "1.00",
        "raw": "2.500000",
    }


@pytest.mark.parametrize(
    ("fields", "withheld"),
    [
        ({}, None),
        ({"out": True}, "not_active"),
        ({"out": True, "out_for": "not_active_at_payment"}, "not_active_at_payment"),
        ({"out": True, "out_for": "sold_before"}, "sold_before"),
        ({"out": True, "over_budget": True}, "BUDGET_EXHAUSTED"),
    ],
)
def test_one_who_is_out_is_told_why(fields: dict[str, Any], withheld: str | None) -> None:
    assert _why(share(), **fields).withheld == withheld
