"""A whole order explained: its promises with where they stand, its postings with their reasons."""

from typing import Any

from shared.domain.commission.earnings import Whole
from shared.domain.commission.not_paid import NotPaid
from shared.domain.ledger.journal import Chain, LineLeft, Posting, append
from shared.domain.orders.explanation import Explanation, explain_order
from shared.domain.orders.order import Order
from shared.domain.orders.payment import pay
from shared.domain.orders.posting_reasons import explain_postings
from shared.domain.orders.share_reasons import Left, Why
from tests.payments import payment
from tests.unit.domain.orders.orders import NOW, book, commission, line, order, share

ENTRY: dict[str, Any] = {
    "subject": "ORDER#O1",
    "at": NOW,
    "recorded_at": NOW,
    "cause": "refunded",
    "command": "C",
}


def _order(**fields: Any) -> Order:
    """Two lines of 1.00 and 0.99: A gets 10 % of both in money, and 5 % of the first in points."""
    money = commission(share(1), share(2, on_fen=99))
    points = commission(share(1, 500), rule="thanks", form="points")
    lines = (line(1), line(2, price_fen=99, base_fen=99))
    unpaid = {"status": "created", "paid_at": None}
    return order(lines=lines, commissions=(money, points), **{**unpaid, **fields})


def _paid() -> Explanation:
    books = book(_order())
    pay(books, payment(NOW, 199), {"A": "active"}, "R1")
    return explain_order(books.order, books.entries)


def test_before_payment_shares_are_promised_and_nothing_has_moved() -> None:
    explained = explain_order(_order(), [])

    assert [(s.line, s.why.rule, s.promised_fen, s.pending_fen) for s in explained.shares] == [
        (1, "relation", 10, 0),
        (2, "relation", 9, 0),
        (1, "thanks", 5, 0),
    ]
    assert (explained.status, explained.postings) == ("created", ())


def test_it_tells_whether_anybody_stood_above_the_buyer() -> None:
    assert explain_order(_order(), []).nobody_above
    assert not explain_order(_order(chain=("A",)), []).nobody_above


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


def test_what_is_paid_on_the_whole_order_is_promised_on_some_of_its_lines_as_it_is_paid() -> None:
    """A sum of 0.03 for 9.00 of goods: 0.01 on the first three lines, which another rule left."""
    thirds = tuple(share(n, rate_bp=0, weight=3_333, fixed_rest=3_333) for n in (1, 2, 3))
    tier = commission(*thirds, kind="order_tier", whole=Whole(30_000, 9_00))
    goods = (*(line(n) for n in (1, 2, 3)), line(4, base_fen=6_00))
    books = book(order(lines=goods, commissions=(tier,), status="created", paid_at=None))
    pay(books, payment(NOW, 9_00), {"A": "active"}, "R1")

    explained = explain_order(books.order, books.entries)

    assert [each.pending_fen for each in explained.shares] == [1, 0, 0]
    assert [each.promised_fen for each in explained.shares] == [1, 0, 0]


def _raw(why: Any) -> tuple[str, str]:
    return why.raw, why.rounding_rest


def test_one_who_is_out_keeps_his_reason() -> None:
    money, points = _order().commissions
    gone = (money.changed(out=True), points)
    out = _order().changed(commissions=gone)

    explained = explain_order(out, [])

    assert [share.out for share in explained.shares] == [True, True, False]
    assert explained.shares[0].why.rate == "10.00%"


def _reasons(*postings: Posting, left: tuple[LineLeft, ...] | None = ()) -> list[Why | None]:
    entry = append(Chain(), **ENTRY, postings=postings, left=left)[1]
    return [why for _, _, why in explain_postings(_order(), [entry])]


def _moves(source: str, target: str, fen: int, rule: str = "relation", line: int = 1) -> Posting:
    return Posting(from_account=source, to_account=target, amount_fen=fen, line=line, rule=rule)


def test_points_of_a_line_are_explained_by_their_own_rule_and_no_other() -> None:
    points, money = _reasons(
        _moves("A:points:held", "brand:commission", 1, "thanks"),
        _moves("A:held", "brand:commission", 1, "thanks"),
    )

    assert (points and points.rule, money) == ("thanks", None)


def test_a_reversal_tells_what_was_left_and_its_own_fraction() -> None:
    (why,) = _reasons(_moves("A:pending", "brand:commission", 4), left=(LineLeft(1, 55),))

    assert why is not None
    assert (why.raw, why.rounding_rest) == ("0.045000", "0.005000")
    assert why.left == Left(
        base="0.55", of="1.00", before="0.199000", after="0.154000", forfeited="0.00"
    )


def test_what_two_pockets_give_back_adds_up_to_what_was_lost() -> None:
    both = _moves("A:available", "brand:commission", 3), _moves("A:debt", "brand:commission", 1)

    first, last = _reasons(*both, left=(LineLeft(1, 55),))

    assert first is not None
    assert last is not None
    assert (first.raw, first.rounding_rest) == ("0.030000", "0.000000")
    assert (last.raw, last.rounding_rest) == ("0.015000", "0.005000")


def _of_journal(*parts: tuple[Posting, int]) -> list[Why]:
    """Explain one posting an entry, each with what was left of line 1 by then, in fen."""
    chain, journal = Chain(), []
    for posting, left in parts:
        chain, entry = append(chain, **ENTRY, postings=(posting,), left=(LineLeft(1, left),))
        journal.append(entry)
    return [why for _, _, why in explain_postings(_order(), journal) if why]


def test_a_release_after_a_refund_is_of_what_the_refund_left_pending() -> None:
    taken = _moves("A:pending", "brand:commission", 4), 55
    released = _moves("A:pending", "A:available", 6), 55

    why = _of_journal(taken, released)[-1]

    assert (why.raw, why.rounding_rest) == ("0.055000", "-0.005000")


def test_a_release_after_a_dispute_won_is_of_what_the_dispute_left_pending() -> None:
    taken = _moves("A:pending", "brand:commission", 5), 50
    given = _moves("brand:commission", "A:available", 5), 100
    released = _moves("A:pending", "A:available", 5), 100

    whys = _of_journal(taken, given, released)

    assert [why.raw for why in whys] == ["0.050000"] * 3
    assert [why.rounding_rest for why in whys] == ["0.000000"] * 3


def test_debt_is_repaid_with_what_has_come_in_and_nothing_is_rounded() -> None:
    (why,) = _reasons(_moves("A:available", "A:debt", 1, line=2))

    assert why is not None
    assert (why.rule, why.raw, why.rounding_rest) == ("relation", "0.010000", "0.000000")


def test_an_entry_that_does_not_say_what_was_left_has_the_reason_of_its_promise() -> None:
    (why,) = _reasons(_moves("A:pending", "brand:commission", 4), left=None)

    assert why is not None
    assert (why.raw, why.left) == ("0.100000", None)


def test_whom_a_rule_pays_nothing_is_told() -> None:
    nothing = NotPaid(
        payee="B", rule="gold", kind="percent", depth=2, level="silver", why="level_not_paid"
    )

    explained = explain_order(_order(not_paid=(nothing,)), [])

    assert explained.not_paid == (nothing,)
