"""Files made by somebody who had not seen the reader: each says in its README what is right."""

from pathlib import Path
from typing import Final, NamedTuple

import pytest

from fenrun.histories.read import read_file
from shared.domain.money import parse_yuan
from tests.unit.histories.files import refused, said

FOLDER: Final = Path(__file__).parents[2] / "data" / "kept_apart"


class Case(NamedTuple):
    """A line of the table: the figures of a file that is read, the words of one that is not."""

    name: str
    sales: str
    goods: str
    back: str
    words: str

    @property
    def figures(self) -> tuple[int, ...]:
        return int(self.sales), *map(parse_yuan, (self.goods, self.back))


def cases() -> dict[str, Case]:
    lines = (FOLDER / "README.md").read_text("utf-8").splitlines()
    cells = [[each.strip() for each in line.strip("|").split("|")] for line in lines if "`" in line]
    made = [Case(each[0].strip("`"), *each[2:]) for each in cells if len(each) == 6]
    return {each.name: each for each in made}


CASES: Final = cases()


def test_every_file_stands_in_the_table() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {*CASES, "README.md"}


@pytest.mark.parametrize("name", [each.name for each in CASES.values() if not each.words])
def test_a_file_is_read_to_the_fen(name: str) -> None:
    found = said(read_file(FOLDER / name))

    assert (found.orders, found.paid, found.refunded) == CASES[name].figures


@pytest.mark.parametrize("name", [each.name for each in CASES.values() if each.words])
def test_a_file_is_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    assert CASES[name].words in refused(tmp_path, (FOLDER / name).read_bytes())


def test_all_ways_to_write_a_day_mean_the_same() -> None:
    orders = read_file(FOLDER / "days-of-all-kinds.csv").history.orders

    assert {each.at.date().isoformat() for each in orders} == {"2024-04-01"}


def test_pieces_have_the_marks_of_their_amounts() -> None:
    orders = read_file(FOLDER / "pieces-with-points.csv").history.orders

    assert [line.qty for each in orders for line in each.lines] == [1000, 2]


def test_pieces_that_came_back_are_counted_where_one_number_of_each_is_possible() -> None:
    first = read_file(FOLDER / "woocommerce-pieces-left.csv").history.orders[0]

    assert [line.qty for line in first.lines] == [2, 1]
