"""A whole order explained: its promises with where they stand, its postings with their reasons."""

from typing import Any

from shared.domain.ledger.journal import Posting
from shared.domain.orders.explanation import Explanation, explain_order, reason_of, reasons_of
from shared.domain.orders.fulfilment import pay
from shared.domain.orders.order import Order
from tests.unit.domain.orders.orders import NOW, book, commission, line, order, share


def _order(**fields: Any) -> Order:
    """Two lines of 1.00 and 0.99: A gets 10 % of both in money, and 5 % of the first in points."""
    money = commission(share(1), share(2, on_fen=99))
    points = commission(share(1, 500), rule="thanks", form="points")
    lines = (line(1), line(2, price_fen=99, base_fen=99))
    unpaid = {"status": "created", "paid_at": None}
    return order(lines=lines, commissions=(money, points), **{**unpaid, **fields})


def _paid() -> Explanation:
    books = book(_order())
    pay(books, NOW, "T1", 199, {"A": "active"}, "R1")
    return explain_order(books.order, books.entries)


def test_before_payment_shares_are_promised_and_nothing_has_moved() -> None:
    explained = explain_order(_order(), [])

    assert [(s.line, s.why.rule, s.promised_fen, s.pending_fen) for s in explained.shares] == [
        (1, "relation", 10, 0),
        (2, "relation", 9, 0),
        (1, "thanks", 5, 0),
    ]
    assert (explained.status, explained.postings) == ("created", ())


def test_every_posting_of_the_order_answers_why() -> None:
    explained = _paid()

    assert [
        (p.sequence, p.cause, p.line, p.to_account, p.amount_fen, p.why and p.why.rule)
        for p in explained.postings
    ] == [
        (1, "order_paid", 1, "A:pending", 10, "relation"),
        (1, "order_paid", 2, "A:pending", 9, "relation"),
        (1, "order_paid", 1, "A:points:pending", 5, "thanks"),
    ]
    assert [s.pending_fen for s in explained.shares] == [10, 9, 5]


def test_what_was_promised_is_the_raw_amount_less_the_rounding_rest() -> None:
    for explained in _paid().shares:
        raw, rest = (int(text.replace(".", "")) for text in _raw(explained.why))

        assert explained.promised_fen * 10_000 == raw - rest


def _raw(why: Any) -> tuple[str, str]:
    return why.raw, why.rounding_rest


def test_one_who_is_out_keeps_his_reason() -> None:
    money, points = _order().commissions
    gone = (money.model_copy(update={"out": True}), points)
    out = _order().model_copy(update={"commissions": gone})

    explained = explain_order(out, [])

    assert [share.out for share in explained.shares] == [True, True, False]
    assert explained.shares[0].why.rate == "10.00%"


def test_points_of_a_line_are_explained_by_their_own_rule_and_no_other() -> None:
    reasons = reasons_of(_order())
    moved = {"amount_fen": 1, "line": 1, "rule": "thanks"}
    brand = "brand:commission"

    points = Posting(from_account="A:points:held", to_account=brand, **moved)
    money = Posting(from_account="A:held", to_account=brand, **moved)

    assert reason_of(points, reasons) == reasons["A/points", "thanks", 1]
    assert reason_of(money, reasons) is None


def test_debt_repaid_is_explained_by_what_repaid_it() -> None:
    reasons = reasons_of(_order())
    repaid = Posting(
        from_account="A:available", to_account="A:debt", amount_fen=1, line=2, rule="relation"
    )

    assert reason_of(repaid, reasons) == reasons["A", "relation", 2]
