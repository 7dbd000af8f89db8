"""The meter counts what AWS counts in the examples of its own documents."""

import pytest

from infra.meter.rules.item_size import item_size
from infra.meter.rules.units import query_units, read_units, write_units

KB = 1024


def test_an_items_size_is_that_of_its_names_and_values() -> None:
    # "Service quotas": this item's size is 23 bytes.
    assert item_size({"shirt-color": {"S": "R"}, "shirt-size": {"S": "M"}}) == 23


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ({"S": "分润"}, 6),
        ({"B": b"\x00\x01"}, 2),
        ({"NULL": True}, 1),
        ({"BOOL": False}, 1),
        # A byte for two significant digits and one more, zeroes at the ends trimmed.
        ({"N": "0"}, 1),
        ({"N": "7"}, 2),
        ({"N": "1900"}, 2),
        ({"N": "-123.4500"}, 4),
        # Three bytes of overhead, and one for each element.
        ({"L": []}, 3),
        ({"M": {}}, 3),
        ({"L": [{"S": "ab"}, {"BOOL": True}]}, 8),
        ({"M": {"ab": {"N": "12"}}}, 8),
        ({"SS": ["ab", "c"]}, 3),
        ({"NS": ["12", "3"]}, 4),
    ],
)
def test_a_values_size_is_that_of_its_type(value: dict[str, object], size: int) -> None:
    assert item_size({"n": value}) == 1 + size


@pytest.mark.parametrize(
    ("before", "after", "units"),
    [
        (0, 500, 1),
        (0, 512, 1),
        (0, 1.6 * KB, 2),
        # "the larger of the before and after item sizes"
        (300 * KB, 310 * KB, 310),
        (310 * KB, 300 * KB, 310),
        # A condition that refuses: of a new item one unit, of one there what is the larger.
        (0, 0, 1),
        (1 * KB, 2 * KB, 2),
    ],
)
def test_a_write_costs_the_larger_of_both_sizes(before: float, after: float, units: int) -> None:
    assert write_units(int(before), int(after)) == units


def test_items_written_as_a_batch_are_rounded_one_by_one() -> None:
    assert write_units(0, 500) + write_units(0, int(3.5 * KB)) == 5


@pytest.mark.parametrize(
    ("size", "strong", "eventual"),
    [
        (3_500, 1, 0.5),
        (3.5 * KB, 1, 0.5),
        (8 * KB, 2, 1),
        (10 * KB, 3, 1.5),
        (80 * KB, 20, 10),
        # "If you perform a read operation on an item that does not exist": as the smallest.
        (0, 1, 0.5),
    ],
)
def test_a_read_costs_four_kilobytes_a_unit(size: float, strong: float, eventual: float) -> None:
    assert read_units([int(size)], consistent=True) == strong
    assert read_units([int(size)], consistent=False) == eventual


def test_items_read_as_a_batch_are_rounded_one_by_one() -> None:
    # 4 KB and 8 KB, which is not what the two weigh together.
    assert read_units([int(1.5 * KB), int(6.5 * KB)], consistent=True) == 3


@pytest.mark.parametrize(
    ("sizes", "kilobytes"),
    [([int(4.08 * KB)] * 10, 44), ([64] * 1500, 96), ([], 4)],
)
def test_items_read_by_a_query_are_rounded_together(sizes: list[int], kilobytes: int) -> None:
    assert query_units(sizes, consistent=True) == kilobytes / 4


def test_a_query_of_an_index_costs_what_its_entries_weigh() -> None:
    # "2000 bytes x 8 items": 16 KB, 2 units.
    assert query_units([2_000] * 8, consistent=False) == 2
