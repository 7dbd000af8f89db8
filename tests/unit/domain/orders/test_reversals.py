"""What a refund takes back: how much by line, from which pocket, and what is posted of it."""

from typing import Any

from shared.domain.orders.book import OrderBook
from shared.domain.orders.commissions import Share
from shared.domain.orders.reversals import reverse
from tests.unit.domain.orders.orders import NOW, book, commission, line, order, share


def cut(cuts: dict[int, int], *shares: Share, **balance: Any) -> OrderBook:
    """An order of 1.00 a line, of which so many fen a line have just gone back."""
    lines = tuple(line(each.line, refunded_fen=cuts.get(each.line, 0)) for each in shares)
    books = book(order(lines=lines, commissions=(commission(*shares),)), **balance)
    reverse(books, "refunded", NOW, cuts)
    return books


def standing(books: OrderBook, state: str) -> list[int]:
    return [getattr(each, state) for each in books.order.commissions[0].shares]


def posted(books: OrderBook) -> list[tuple[str, int | None, str | None, int]]:
    moved = [each for entry in books.entries for each in entry.postings]
    return [(each.from_account, each.line, each.rule, each.amount_fen) for each in moved]


def test_the_line_that_loses_more_loses_the_fen() -> None:
    books = cut({1: 1, 2: 2}, share(1, pending=10), share(2, pending=10))

    assert standing(books, "pending") == [10, 9]
    assert posted(books) == [("A:pending", 2, "relation", 1)]


def test_a_line_that_loses_the_least_fraction_may_cost_a_fen_of_another() -> None:
    books = cut({1: 1}, share(1, weight=1), share(2, weight=19_999, pending=2))

    assert standing(books, "pending") == [0, 1]


def test_what_another_line_has_held_goes_before_what_was_released() -> None:
    shares = share(1, released=10), share(2, held=10, hold=1)

    books = cut({1: 100}, *shares, available=10, held=10)

    assert (standing(books, "released"), standing(books, "held")) == ([10, 0], [0, 0])
    assert (books.balances["A"].available, books.balances["A"].held) == (10, 0)
    assert posted(books) == [("A:held", 2, "relation", 10)]


def test_what_was_released_is_taken_from_other_lines_only_as_far_as_it_is_owed() -> None:
    shares = share(1), share(2, 500, released=10), share(3, 500, released=10)

    books = cut({1: 100}, *shares, available=20)

    assert standing(books, "released") == [0, 0, 10]
    assert (books.balances["A"].available, books.balances["A"].debt) == (10, 0)
    assert posted(books) == [("A:available", 2, "relation", 10)]


def test_what_is_no_longer_available_becomes_debt_for_its_line_and_rule() -> None:
    books = cut({1: 100}, share(1, released=10), available=4)

    assert (books.balances["A"].available, books.balances["A"].debt) == (0, 6)
    assert posted(books) == [("A:available", 1, "relation", 4), ("A:debt", 1, "relation", 6)]
