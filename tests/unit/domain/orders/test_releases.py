from datetime import timedelta
from typing import Any

import pytest

from shared.domain.orders.holds import with_closed_holds
from shared.domain.orders.order import Order
from shared.domain.orders.releases import release_due
from tests.unit.domain.orders.orders import NOW, book, commission, item, later, line, order, share


def _delivered(**fields: Any) -> Order:
    pending = {"lines": (line(window_ends=NOW),), "commissions": (commission(share(pending=10)),)}
    return order(**{"status": "delivered", **pending, **fields})


def test_a_line_releases_at_its_windows_end_and_not_a_second_before() -> None:
    early, due = book(_delivered()), book(_delivered())

    release_due(early, NOW - timedelta(seconds=1))
    release_due(due, NOW)

    assert early.entries == []
    assert early.order.status == "delivered"
    assert due.balances["A"].available == 10
    assert (due.order.status, due.order.closed_at) == ("closed", NOW)


def test_a_line_releases_once() -> None:
    books = book(_delivered())

    release_due(books, NOW)
    release_due(books, later(days=1))

    assert len(books.entries) == 1
    assert books.order.released_at == NOW


@pytest.mark.parametrize("state", ["asked", "received", "awaiting_refund", "awaiting_replacement"])
def test_an_open_return_holds_its_line_back(state: str) -> None:
    books = book(_delivered(returns=(item(1, state),)))

    release_due(books, NOW)

    assert books.entries == []


@pytest.mark.parametrize("state", ["lapsed", "rejected", "refunded", "replaced"])
def test_a_finished_return_holds_nothing_back(state: str) -> None:
    books = book(_delivered(returns=(item(1, state),)))

    release_due(books, NOW)

    assert books.balances["A"].available == 10


def test_a_fen_left_on_a_refunded_line_releases_when_the_order_closes() -> None:
    refunded = line(refunded_fen=100, window_ends=later(days=1))
    books = book(_delivered(lines=(refunded,)))

    release_due(books, NOW)

    assert books.order.status == "closed"
    assert books.balances["A"].available == 10


@pytest.mark.parametrize(
    ("refunded_fen", "status"), [(100, "closed"), (99, "delivered"), (0, "delivered")]
)
def test_a_gift_does_not_keep_a_fully_refunded_order_open(refunded_fen: int, status: str) -> None:
    goods = line(1, refunded_fen=refunded_fen, window_ends=later(days=1))
    gift = line(2, base_fen=0, window_ends=later(days=1))
    books = book(order(status="delivered", lines=(goods, gift)))

    release_due(books, NOW)

    assert books.order.status == status


def test_an_order_of_gifts_alone_stays_open_to_its_windows_end() -> None:
    gift = line(base_fen=0, window_ends=later(days=1))
    early, due = (book(order(status="delivered", freight_fen=1, lines=(gift,))) for _ in "12")

    release_due(early, NOW)
    release_due(due, later(days=1))

    assert (early.order.status, due.order.status) == ("delivered", "closed")


def test_a_new_hold_does_not_mix_with_one_that_was_decided() -> None:
    mixed = commission(share(pending=4, held=6, hold=1))
    decided = {"standing": "suspended", "hold": 2, "closed_holds": {1: "released"}, "available": 6}
    books = book(_delivered(commissions=(mixed,)), **decided)

    release_due(books, NOW)

    (kept,) = books.order.commissions[0].shares
    assert (kept.pending, kept.released, kept.held, kept.hold) == (0, 6, 4, 2)
    assert (books.balances["A"].held, books.balances["A"].available) == (4, 6)


@pytest.mark.parametrize(
    ("outcome", "state"), [("released", "released"), ("forfeited", "forfeited")]
)
def test_held_shares_follow_the_decision_about_their_hold(outcome: str, state: str) -> None:
    held = share(held=6, hold=1)
    balance = book(order(), hold=2, closed_holds={1: outcome}).balances["A"]

    (moved,) = with_closed_holds(commission(held), balance).shares

    assert (moved.held, getattr(moved, state)) == (0, 6)
    assert moved.recognised == held.recognised


def test_a_hold_that_is_open_stays() -> None:
    held = share(held=6, hold=2)
    balance = book(order(), hold=2, closed_holds={1: "released"}).balances["A"]

    assert with_closed_holds(commission(held), balance).shares == (held,)


def test_what_is_released_is_posted_for_its_line_and_rule() -> None:
    books = book(_delivered())

    release_due(books, NOW)

    (posting,) = books.entries[0].postings
    assert (posting.line, posting.rule) == (1, "relation")


def test_an_order_that_is_closed_stays_closed_since_then() -> None:
    books = book(_delivered())
    release_due(books, NOW)

    release_due(books, later(days=9))

    assert (books.order.status, books.order.closed_at) == ("closed", NOW)


def test_a_share_whose_hold_was_decided_is_under_no_hold() -> None:
    balance = book(order(), hold=2, closed_holds={1: "released"}).balances["A"]

    (moved,) = with_closed_holds(commission(share(held=6, hold=1)), balance).shares

    assert moved == share(released=6, hold=0)
