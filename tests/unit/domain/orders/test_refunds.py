"""What goes back to the buyer, from which part first, and what a won dispute restores."""

from datetime import datetime
from typing import Any

import pytest

from shared.domain.errors import Refused
from shared.domain.orders.book import OrderBook
from shared.domain.orders.order import MANUAL
from shared.domain.orders.refunds import (
    charge_back,
    refund,
    refund_everything,
    refundable,
    stray_refund,
    win_dispute,
    winnable,
)
from shared.domain.times import FAR
from tests.payments import payment
from tests.refusals import told
from tests.unit.domain.orders.orders import NOW, book, commission, item, line, order, share

PAID = {"transaction": "T1", "freight_fen": 30, "surcharge_fen": 20}


def delivered(*lines: Any, **fields: Any) -> OrderBook:
    """Two lines of 1.00 with a freight of 0.30 and a surcharge of 0.20; A earns 0.10 a line."""
    shares = (share(1, released=10), share(2, released=10))
    paid = {**PAID, "lines": lines or (line(1), line(2)), "commissions": (commission(*shares),)}
    arrived = {"status": "delivered", "shipped_at": NOW, "delivered_at": NOW}
    return book(order(**{**arrived, **paid, **fields}), available=20)


def left(books: OrderBook) -> tuple[int, int, int]:
    """Goods, freight and surcharge that were not given back, in fen."""
    now = books.order
    goods = sum(each.remaining_fen for each in now.lines)
    freight = now.freight_fen - now.freight_refunded_fen
    return goods, freight, now.surcharge_fen - now.surcharge_refunded_fen


def test_what_can_go_back_is_all_that_was_paid_less_what_went() -> None:
    books = delivered()
    refund(books, NOW, "R1", 50)
    refund(books, NOW, "R2", 10, "freight")
    refund(books, NOW, "R3", 5, "surcharge")

    assert refundable(books.order) == 150 + 20 + 15
    assert left(books) == (150, 20, 15)


@pytest.mark.parametrize(
    ("amount", "goods", "freight", "surcharge"),
    [
        (1, 199, 30, 20),
        (200, 0, 30, 20),
        (201, 0, 29, 20),
        (230, 0, 0, 20),
        (231, 0, 0, 19),
        (250, 0, 0, 0),
    ],
)
def test_a_chargeback_takes_goods_then_freight_then_surcharge(
    amount: int, goods: int, freight: int, surcharge: int
) -> None:
    books = delivered()

    charge_back(books, NOW, amount)

    assert left(books) == (goods, freight, surcharge)
    assert sum(each.charged_back_fen for each in books.order.lines) == 200 - goods
    assert books.refunds == []


def test_a_chargeback_comes_on_top_of_what_went_back_before() -> None:
    books = delivered(freight_refunded_fen=10, surcharge_refunded_fen=5)
    refund(books, NOW, "R1", 40, line=1)

    charge_back(books, NOW, 160 + 20 + 3)

    assert left(books) == (0, 0, 12)
    assert [each.charged_back_fen for each in books.order.lines] == [60, 100]


def test_a_chargeback_of_a_line_takes_that_lines_goods_alone() -> None:
    books = delivered()

    charge_back(books, NOW, 40, 2)

    assert left(books) == (160, 30, 20)
    assert [each.charged_back_fen for each in books.order.lines] == [0, 40]
    assert books.balances["A"].available == 16


@pytest.mark.parametrize(
    ("line_number", "code", "facts"),
    [(2, "over_refund", {"refundable_fen": 100}), (9, "unknown_line", {"line": 9})],
)
def test_a_chargeback_beyond_a_lines_goods_is_refused(
    line_number: int, code: str, facts: dict[str, object]
) -> None:
    books = delivered()
    before = books.order

    with pytest.raises(Refused) as refused:
        charge_back(books, NOW, 101, line_number)

    assert (refused.value.code, refused.value.facts) == (code, facts)
    assert (books.order, books.entries) == (before, [])


def test_a_line_that_the_order_does_not_have_is_said_to_be_none() -> None:
    unknown = ("unknown_line", "no_such_line", {"line": 9})

    assert refusal(delivered(), 1, "goods", 9) == unknown
    with told("The order has no line 9") as refused:
        win_dispute(delivered(), NOW, 1, 9)
    assert refused.value.code == "unknown_line"


@pytest.mark.parametrize(
    ("won", "now", "still"),
    [
        (200, (200, 0, 10), 40),
        (201, (200, 1, 10), 39),
        (230, (200, 30, 10), 10),
        (240, (200, 30, 20), 0),
        (999, (200, 30, 20), 0),
    ],
)
def test_a_dispute_won_gives_goods_then_freight_then_surcharge_back(
    won: int, now: tuple[int, int, int], still: int
) -> None:
    books = delivered()
    charge_back(books, NOW, 240)

    win_dispute(books, NOW, won)

    assert (left(books), winnable(books.order)) == (now, still)


def test_a_dispute_gives_back_no_freight_that_a_refund_took() -> None:
    books = delivered()
    refund(books, NOW, "R1", 30, "freight")
    charge_back(books, NOW, 205)

    win_dispute(books, NOW, 300)

    assert left(books) == (200, 0, 20)


def test_a_dispute_won_for_a_line_gives_that_lines_goods_back_alone() -> None:
    books = delivered()
    charge_back(books, NOW, 250)

    win_dispute(books, NOW, 300, 2)

    assert [each.remaining_fen for each in books.order.lines] == [0, 100]
    assert left(books) == (100, 0, 0)
    assert (winnable(books.order, 2), winnable(books.order)) == (0, 150)


def test_a_line_that_no_chargeback_took_of_wins_nothing() -> None:
    books = delivered()
    charge_back(books, NOW, 40, 2)

    with told("from line 1 of this order") as refused:
        win_dispute(books, NOW, 40, 1)

    assert refused.value.code == "illegal_transition"


def test_a_cancelled_order_gives_everything_back_as_one_refund() -> None:
    books = delivered(status="paid")

    refund_everything(books, NOW, "R1", "cancelled")

    assert left(books) == (0, 0, 0)
    (given,) = books.refunds
    assert (given.id, given.amount_fen, given.part, given.paid_fen) == ("R1", 250, "all", 250)
    assert books.entries[0].cause == "cancelled"


def test_money_for_nothing_goes_back_and_is_remembered() -> None:
    books = delivered()

    stray_refund(books, NOW, "R1", payment(NOW, 77).changed(transaction_id="T2"))

    (given,) = books.refunds
    assert (given.order, given.amount_fen, given.paid_fen, given.part) == ("O1", 77, 77, "stray")
    assert (given.decided_at, given.awaiting, given.due_at) == (NOW, "channel", NOW)
    assert books.order.strays == ("T2",)
    assert left(books) == (200, 30, 20)


def test_a_dispute_won_restores_at_most_what_chargebacks_took() -> None:
    books = delivered()
    refund(books, NOW, "R1", 100, line=1)
    charge_back(books, NOW, 60)

    win_dispute(books, NOW, 1_000)

    assert [each.remaining_fen for each in books.order.lines] == [0, 100]
    assert [each.charged_back_fen for each in books.order.lines] == [0, 0]
    assert books.balances["A"].available == 10


def test_a_dispute_may_be_won_fen_by_fen() -> None:
    books = delivered()
    charge_back(books, NOW, 200)

    win_dispute(books, NOW, 1)

    assert sum(each.remaining_fen for each in books.order.lines) == 1
    assert sum(each.charged_back_fen for each in books.order.lines) == 199


def test_only_a_line_that_came_back_from_nothing_is_released_by_it() -> None:
    books = delivered()
    charge_back(books, NOW, 150)
    before = [each.refunded for each in books.order.lines]

    win_dispute(books, NOW, 150)

    assert before == [False, False]
    assert [each.released_at for each in books.order.lines] == [None, None]


def test_a_line_that_came_back_before_its_delivery_is_still_to_be_released() -> None:
    books = delivered(status="paid", shipped_at=None, delivered_at=None)
    charge_back(books, NOW, 100, 1)

    win_dispute(books, NOW, 100, 1)

    assert (books.order.status, books.order.reopened_at) == ("paid", None)
    assert [each.released_at for each in books.order.lines] == [None, None]


@pytest.mark.parametrize(
    ("charged", "won", "code", "reason"),
    [
        (
            0,
            100,
            "illegal_transition",
            "nothing_charged_back",
        ),
        (50, 0, "amount_zero", "nothing_won_back"),
    ],
)
def test_a_dispute_that_wins_nothing_is_refused(
    charged: int, won: int, code: str, reason: str
) -> None:
    books = delivered()
    if charged:
        charge_back(books, NOW, charged)

    with pytest.raises(Refused) as refused:
        win_dispute(books, NOW, won)

    assert (refused.value.code, refused.value.reason) == (code, reason)


def test_what_a_dispute_restores_is_posted_line_by_line_with_its_rule() -> None:
    books = delivered()
    charge_back(books, NOW, 200)

    win_dispute(books, NOW, 200)

    entry = books.entries[-1]
    posted = [(each.line, each.rule, each.amount_fen) for each in entry.postings]
    assert entry.cause == "dispute_won"
    assert posted == [(1, "relation", 10), (2, "relation", 10)]


def test_what_a_dispute_restores_to_one_who_is_suspended_is_held_under_his_hold() -> None:
    books = delivered()
    charge_back(books, NOW, 200)
    suspended = books.balances["A"].changed(standing="suspended", hold=3)
    books.balances["A"] = suspended

    win_dispute(books, NOW, 200)

    assert [(each.held, each.hold) for each in books.order.commissions[0].shares] == [(10, 3)] * 2
    assert books.balances["A"].held == 20


def refusal(books: OrderBook, amount: int, *part: Any) -> tuple[str, str, dict[str, Any]]:
    before = books.order
    with pytest.raises(Refused) as refused:
        refund(books, NOW, "R1", amount, *part)
    assert (books.order, books.refunds, books.entries) == (before, [], [])
    return refused.value.code, refused.value.reason, refused.value.facts


def test_a_refund_of_nothing_is_refused() -> None:
    refused: tuple[str, str, dict[str, Any]] = ("amount_zero", "nothing_given_back", {})

    assert refusal(delivered(), 0) == refused
    assert refusal(delivered(), 0, "freight") == refused


@pytest.mark.parametrize(
    ("part", "amount", "left_fen"),
    [
        (("goods",), 201, 200),
        (("goods", 1), 101, 100),
        (("freight",), 31, 30),
        (("surcharge",), 21, 20),
    ],
)
def test_more_than_a_part_has_left_is_refused_and_says_how_much_it_has(
    part: tuple[Any, ...], amount: int, left_fen: int
) -> None:
    assert refusal(delivered(), amount, *part) == (
        "over_refund",
        "above_what_is_left",
        {"refundable_fen": left_fen},
    )


def test_a_surcharge_that_a_return_lost_is_not_refunded_at_all() -> None:
    back = delivered(shipped_at=NOW, returns=(item(1, "received"),))
    assert back.policy.surcharge_refund == "before_shipment"

    nothing_left = ("over_refund", "nothing_is_left", {"refundable_fen": 0})

    assert refusal(back, 1, "surcharge") == nothing_left


@pytest.mark.parametrize("status", ["created", "cancelled"])
def test_without_a_payment_there_is_nothing_to_give_back(status: str) -> None:
    refused = ("illegal_transition", "nothing_to_give_back", {"state": status})

    assert refusal(delivered(status=status), 1) == refused


def test_a_refund_says_its_line_and_when_it_was_decided() -> None:
    books = delivered()

    refund(books, NOW, "R1", 7, line=2)

    (given,) = books.refunds
    assert (given.part, given.line, given.amount_fen) == ("goods", 2, 7)
    assert (given.paid_fen, given.decided_at) == (250, NOW)


@pytest.mark.parametrize(
    ("transaction", "awaiting", "due_at"),
    [("T1", "channel", NOW), (f"{MANUAL}1", "operator", FAR)],
)
def test_what_did_not_come_by_the_channel_goes_back_by_hand(
    transaction: str, awaiting: str, due_at: datetime
) -> None:
    books = delivered(transaction=transaction)

    refund(books, NOW, "R1", 7)

    (given,) = books.refunds
    assert (given.awaiting, given.due_at) == (awaiting, due_at)
