"""What remains of a commission after refunds: exact until the floor, never more than before."""

from fractions import Fraction
from typing import NamedTuple

import pytest

from shared.domain.commission.earnings import LinePart, Tier, Whole
from shared.domain.commission.rounding import earned, full_weights, net_weights, shares_of
from shared.domain.orders.commissions import Commission, Share, TierBand
from shared.domain.orders.lines import Line
from shared.domain.orders.promises import promised, remaining_weights
from tests.unit.domain.orders.orders import line as line_of


class Kept(NamedTuple):
    base_fen: int
    remaining_fen: int


def _kept(*lines: tuple[int, int]) -> dict[int, Kept]:
    return {number: Kept(*line) for number, line in enumerate(lines, start=1)}


def _rated(line: int, base_fen: int, rate_bp: int, cut: int = 0) -> LinePart:
    return LinePart(line, base_fen * rate_bp - cut, rate_bp, base_fen, cut=cut)


def _fixed(line: int, base_fen: int, fen: int) -> LinePart:
    return LinePart(line, fen * 10_000, 0, base_fen, fen)


BY_SALES = Tier(((0, 200), (100_00, 300)), marginal=False)
IN_PARTS = Tier(((0, 200), (100_00, 300)), marginal=True)


def test_without_refunds_the_snapshot_counts_as_it_is() -> None:
    parts = [LinePart(1, 7, 0, 3), LinePart(2, 0, 0, 3)]

    for tier in (None, BY_SALES, IN_PARTS):
        assert net_weights(parts, _kept((3, 3), (3, 3)), tier) == [7, 0]


def test_a_rate_is_of_what_remains() -> None:
    assert net_weights([_rated(1, 10_00, 790)], _kept((10_00, 6_00)), None) == [6_00 * 790]
    assert earned([6_00 * 790]) == 47


def test_fixed_sums_shrink_with_their_lines_and_thirds_make_a_whole() -> None:
    parts = [_fixed(1, 3, 20_00), _fixed(2, 3, 20_00)]

    weights = net_weights(parts, _kept((3, 1), (3, 2)), None)

    assert weights == [Fraction(20_00_0000, 3), Fraction(40_00_0000, 3)]
    assert earned(weights) == 20_00
    assert shares_of(weights) == [6_67, 13_33]


def test_a_line_that_costs_nothing_has_nothing_left() -> None:
    assert net_weights([LinePart(1, 0, 0, 0)], _kept((0, 0), (5, 2)), None) == [0]


@pytest.mark.parametrize(
    ("remaining", "fen"), [(150_00, 4_50), (100_00, 3_00), (99_99, 1_99), (0, 0)]
)
def test_a_tier_is_looked_up_for_what_remains(remaining: int, fen: int) -> None:
    kept = _kept((155_00, remaining))

    assert earned(net_weights([_rated(1, 155_00, 300)], kept, BY_SALES)) == fen


@pytest.mark.parametrize(
    ("remaining", "fen"), [(150_00, 3_50), (100_00, 2_00), (99_99, 1_99), (0, 0)]
)
def test_a_marginal_tier_loses_its_highest_part_first(remaining: int, fen: int) -> None:
    part = LinePart(1, 100_00 * 200 + 55_00 * 300, 235, 155_00)

    assert earned(net_weights([part], _kept((155_00, remaining)), IN_PARTS)) == fen


def test_a_marginal_tier_leaves_no_fraction_between_the_lines() -> None:
    parts = [LinePart(1, 3_833_333, 0, 140_00), LinePart(2, 1_916_667, 0, 70_00)]

    weights = net_weights(parts, _kept((140_00, 99_99), (70_00, 33_34)), IN_PARTS)

    assert sum(weights) == 100_00 * 200 + 33_33 * 300


def test_the_band_is_that_of_the_whole_order_not_of_the_lines_that_pay() -> None:
    parts = [_rated(1, 60_00, 300)]

    assert net_weights(parts, _kept((60_00, 59_00), (50_00, 50_00)), BY_SALES) == [59_00 * 300]
    assert net_weights(parts, _kept((60_00, 60_00), (50_00, 39_99)), BY_SALES) == [60_00 * 200]


def test_what_a_limit_cut_from_a_tier_never_grows_again() -> None:
    part = _rated(1, 200_00, 300, cut=200_00 * 250)

    kept = _kept((200_00, 150_00))
    assert net_weights([part], kept, BY_SALES) == [150_00 * 50]
    assert net_weights([part], _kept((200_00, 50_00)), BY_SALES) == [50_00 * 50]
    assert net_weights([_rated(1, 200_00, 300, cut=1)], _kept((200_00, 50_00)), BY_SALES) == [
        50_00 * 200
    ]


def test_a_cut_on_one_line_bounds_the_tier_on_all_of_them() -> None:
    parts = [_rated(1, 100_00, 300, cut=100_00 * 100), LinePart(2, 99_00 * 300, 300, 99_00)]

    kept = _kept((100_00, 100_00), (99_00, 33_00))

    assert net_weights(parts, kept, BY_SALES) == [100_00 * 200, 33_00 * 300]
    uncut = [_rated(1, 100_00, 300), LinePart(2, 99_00 * 100, 300, 99_00)]
    assert net_weights(uncut, kept, BY_SALES) == [100_00 * 300, 33_00 * 300]
    assert net_weights([parts[0], uncut[1]], kept, BY_SALES) == [100_00 * 200, 33_00 * 100]


SIXTHS = [LinePart(n, 3_333, 0, 1_00) for n in (1, 2, 3)] + [
    LinePart(n, 6_667, 0, 2_00) for n in (4, 5, 6)
]
"""0.03 for an order of 9.00, spread over its lines by what was paid for them."""

SUM = Whole(30_000, 9_00)


def test_what_is_paid_on_the_whole_order_is_of_what_remains_without_rounding() -> None:
    kept = _kept((1_00, 1_00), (1_00, 1_00), (1_00, 1_00), (2_00, 0), (2_00, 0), (2_00, 0))

    assert sum(net_weights(SIXTHS, kept, None, SUM)) == 10_000
    assert sum(net_weights(SIXTHS, kept, None)) == 9_999
    assert net_weights(SIXTHS[:1], _kept((1_00, 50), (8_00, 8_00)), None, SUM) == [
        Fraction(50 * 30_000, 9_00)
    ]


def test_a_cut_part_keeps_its_line_to_itself_and_no_other_grows_by_it() -> None:
    cut = [SIXTHS[0]._replace(weight=1_000, cut=2_333), SIXTHS[3]]
    kept = _kept((1_00, 50), (0, 0), (0, 0), (2_00, 2_00), (6_00, 6_00))

    assert net_weights(cut, kept, None, SUM) == [500, Fraction(20_000, 3)]


def test_without_refunds_the_parts_of_some_lines_are_exact_as_well() -> None:
    bases = dict.fromkeys((1, 2, 3), 1_00) | dict.fromkeys((4, 5, 6), 2_00)

    assert full_weights(SIXTHS, bases, SUM) == [part.weight for part in SIXTHS]
    assert full_weights(SIXTHS[:3], bases, None) == [3_333] * 3
    assert sum(full_weights(SIXTHS[:3], bases, SUM)) == 10_000
    limited = [SIXTHS[0]._replace(weight=1, cut=3_332), *SIXTHS[1:3]]
    assert full_weights(limited, bases, SUM) == [1, 3_333, 3_333]


def _line(number: int, base_fen: int, refunded_fen: int = 0) -> Line:
    return line_of(number, price_fen=base_fen, base_fen=base_fen, refunded_fen=refunded_fen)


def test_a_commission_knows_its_tier() -> None:
    bands = (TierBand(from_fen=0, rate_bp=200), TierBand(from_fen=100_00, rate_bp=300))
    commission = Commission(
        payee="A",
        depth=1,
        level="silver",
        relation=1,
        shares=(Share(line=1, weight=155_00 * 300),),
        tier=bands,
    )
    marginal = commission.changed(marginal=True)
    rest = [_line(1, 155_00, 55_01)]

    assert remaining_weights(commission, rest) == [99_99 * 200]
    assert remaining_weights(marginal, [_line(1, 155_00, 5_00)]) == [100_00 * 200 + 50_00 * 300]
    assert promised(commission, [_line(1, 155_00)]).recognised == 4_65
    assert promised(commission.changed(out=True), rest).recognised == 0
