"""The books of one command: what it replaces, and what it posts."""

from shared.domain.ledger.journal import Posting
from shared.domain.orders.lines import require_line
from tests.refusals import told
from tests.unit.domain.orders.orders import NOW, book, item, line, order


def test_only_the_return_that_is_meant_is_replaced() -> None:
    books = book(order(returns=(item(1, "asked"), item(2, "asked"))))

    books.change_return(item(2, "received"))

    assert books.order.returns == (item(1, "asked"), item(2, "received"))


def test_a_line_that_is_not_there_is_none() -> None:
    books = book(order(lines=(line(1), line(2))))

    assert require_line(books.order.lines, 2) == line(2)
    with told("no line 3"):
        require_line(books.order.lines, 3)


def _posting(fen: int, number: int = 1, rule: str = "relation", to: str = "A:pending") -> Posting:
    return Posting(
        from_account="brand:commission", to_account=to, amount_fen=fen, line=number, rule=rule
    )


def test_postings_for_the_same_are_one_posting_of_their_sum() -> None:
    books = book(order())
    others = [_posting(1, 2), _posting(1, rule="extra"), _posting(1, to="B:pending")]

    books.post("order_paid", NOW, [_posting(2), *others, _posting(3), _posting(4)])

    assert books.entries[0].postings == (_posting(9), *others)


def test_without_postings_there_is_no_entry() -> None:
    books = book(order())

    books.post("order_paid", NOW, [])

    assert books.entries == []
