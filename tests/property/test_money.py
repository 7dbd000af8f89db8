"""Spreading and earning are exact."""

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.commission.rounding import bases_after_discount, earned, shares_of
from shared.domain.money import FULL_RATE, MAX_FEN, parse_yuan, spread, yuan

_weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=20).filter(any)


@given(st.integers(0, MAX_FEN), _weights)
def test_parts_sum_to_the_total_and_are_its_fair_share(total: int, weights: list[int]) -> None:
    parts = spread(total, weights)

    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)
        assert part == 0 or weight > 0


@given(st.integers(0, MAX_FEN), st.integers(1, 20))
def test_of_equal_weights_the_earlier_part_is_never_smaller(total: int, count: int) -> None:
    parts = spread(total, [1] * count)

    assert parts == sorted(parts, reverse=True)
    assert parts[0] - parts[-1] <= 1


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=20), st.data())
def test_a_discount_leaves_no_line_below_nothing(goods: list[int], data: st.DataObject) -> None:
    discount = data.draw(st.integers(0, sum(goods)))
    bases = bases_after_discount(goods, discount)

    assert sum(bases) == sum(goods) - discount
    assert all(0 <= base <= amount for base, amount in zip(bases, goods, strict=True))


@given(st.lists(st.integers(0, 10**6), min_size=1), st.integers(0, FULL_RATE))
def test_shares_sum_to_the_floor_over_all_lines_at_once(bases: list[int], rate: int) -> None:
    shares = shares_of([base * rate for base in bases])

    assert sum(shares) == sum(bases) * rate // FULL_RATE
    assert sum(shares) == earned(base * rate for base in bases)


@given(st.integers(0, MAX_FEN))
def test_yuan_reads_what_it_writes(fen: int) -> None:
    assert parse_yuan(yuan(fen)) == fen
