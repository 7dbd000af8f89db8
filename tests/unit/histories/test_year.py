"""A year of a shop, read in the layout of each shop system, comes to the same to the fen."""

from pathlib import Path

import pytest

from fenrun.histories.summary import as_json
from infra.replay.rule import Rule
from infra.whatif.by_file import PastOrders, compare_orders, read_past
from shared.domain.comparing.comparison import Comparison
from shared.domain.plans.document import read_plan
from tests.rules_in_force import DEFAULT_PLAN
from tests.unit.histories import year
from tests.unit.histories.files import written

RULE = Rule(alone=5, joins=40)
THREE = read_plan("depth-10-5-2")


def past(folder: Path, content: bytes) -> PastOrders:
    return read_past(written(folder, content), RULE)


def compared(orders: PastOrders) -> Comparison:
    return compare_orders(orders, DEFAULT_PLAN, THREE, lambda *_: None)


@pytest.fixture(scope="module")
def orders() -> list[year.Sold]:
    return year.year(1_000, seed=11)


@pytest.fixture(scope="module")
def plain(orders: list[year.Sold], tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    return compared(past(tmp_path_factory.mktemp("plain"), year.plain(orders)))


def test_the_plain_layout_says_what_was_sold(orders: list[year.Sold], plain: Comparison) -> None:
    sold = [each for each in orders if each.is_paid]

    assert plain.orders == len(sold)
    assert plain.goods_fen == sum(each.goods - each.refunded for each in sold)
    assert plain.commission.new > plain.commission.old > 0


@pytest.mark.parametrize("layout", year.LAYOUTS)
def test_a_year_comes_to_the_same_in_every_layout(
    tmp_path: Path, orders: list[year.Sold], plain: Comparison, layout: str
) -> None:
    read = past(tmp_path, year.LAYOUTS[layout](orders))
    sums = compared(read)

    assert read.read is not None
    assert read.read.history.layout == layout
    assert (sums.orders, sums.goods_fen) == (plain.orders, plain.goods_fen)
    assert sums.payees == plain.payees
    assert sums.rules == plain.rules
    figures = as_json(tmp_path / "orders.csv", read.read)
    assert figures["freight_fen"] == sum(each.freight for each in orders if each.is_paid)
    assert sum(each["orders"] for each in figures["no_sales"].values()) == 1_000 - sums.orders
