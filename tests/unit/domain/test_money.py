import pytest

from shared.domain.commission.rounding import shares_of
from shared.domain.money import MAX_FEN, parse_yuan, spread, spread_by, yuan


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (3333, [10000, 5000, 5000], [1667, 833, 833]),
        (6667, [8333, 4167, 4167], [3333, 1667, 1667]),
        (1, [1, 1, 1], [1, 0, 0]),
        (2, [1, 1, 1], [1, 1, 0]),
        (1, [1, 2], [0, 1]),
        (5, [0, 1], [0, 5]),
        (0, [0, 0], [0, 0]),
        (0, [], []),
    ],
)
def test_the_rest_goes_to_the_largest_remainders_and_then_to_the_first(
    total: int, weights: list[int], parts: list[int]
) -> None:
    assert spread(total, weights) == parts


def test_nothing_can_be_spread_over_no_weight() -> None:
    with pytest.raises(ValueError, match=r"^cannot spread an amount over no weight$"):
        spread(1, [0, 0])


def test_seven_lines_of_seven_fen_earn_four_and_not_zero() -> None:
    assert shares_of([7 * 1000] * 7) == [1, 1, 1, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("fen", "text"), [(0, "0.00"), (5, "0.05"), (1230, "12.30"), (-5, "-0.05")]
)
def test_fen_are_written_as_yuan(fen: int, text: str) -> None:
    assert yuan(fen) == text


@pytest.mark.parametrize(
    "wrong",
    ["1", "1.0", "1.000", "-1.00", "+1.00", "01.00", " 1.00", "1,00", "1e2", "", "123456789012.00"],
)
def test_only_an_amount_with_two_decimals_is_read(wrong: str) -> None:
    with pytest.raises(ValueError, match="expected an amount"):
        parse_yuan(wrong)


@pytest.mark.parametrize("wrong", [1, 1.0, None, True, b"1.00"])
def test_a_number_is_no_amount(wrong: object) -> None:
    with pytest.raises(ValueError, match="in quotes"):
        parse_yuan(wrong)


def test_the_largest_amount_is_read_and_nothing_above_it() -> None:
    assert parse_yuan("10000000000.00") == MAX_FEN
    with pytest.raises(ValueError, match=r"^expected at most 10000000000\.00, got '100"):
        parse_yuan("10000000000.01")


def test_what_has_names_is_spread_by_name() -> None:
    assert spread_by(5, {"b": 1, "a": 1, "c": 0}) == {"b": 3, "a": 2, "c": 0}
    assert spread_by(0, {}) == {}
