"""Refunds in any pieces and any order end where one refund of the sum ends."""

from collections.abc import Sequence
from datetime import datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.calendar import WorkingCalendar
from shared.domain.commission.rounding import earned
from shared.domain.ledger.balances import Balance
from shared.domain.orders import refunds
from shared.domain.orders.book import OrderBook
from shared.domain.orders.commissions import Commission, Share
from shared.domain.orders.lines import Line
from shared.domain.orders.order import Order
from shared.domain.orders.promises import promised
from shared.domain.policy.policy import Policy

NOW = datetime.fromisoformat("2025-03-01T10:00:00+00:00")

_prices = st.lists(st.integers(1, 3_000), min_size=1, max_size=4)
_rates = st.lists(st.integers(1, 3_333), min_size=1, max_size=3)


def _paid_book(prices: Sequence[int], rates: Sequence[int]) -> OrderBook:
    lines = tuple(
        Line(line=n, sku="tee", qty=1, price_fen=price, base_fen=price)
        for n, price in enumerate(prices, start=1)
    )
    commissions = tuple(
        promised(_commission(depth, rate, lines), lines)
        for depth, rate in enumerate(rates, start=1)
    )
    order = Order(
        id="O1",
        storefront="shop",
        buyer="X",
        status="paid",
        lines=lines,
        commissions=commissions,
        plan="plan@1",
        created_at=NOW,
        expires_at=NOW,
        paid_at=NOW,
    )
    balances = {each.payee: Balance(payee=each.payee) for each in commissions}
    return OrderBook(order, Policy(), WorkingCalendar(), NOW, "test", balances)


def _commission(depth: int, rate_bp: int, lines: Sequence[Line]) -> Commission:
    shares = tuple(
        Share(line=line.line, weight=line.base_fen * rate_bp, rate_bp=rate_bp, on_fen=line.base_fen)
        for line in lines
    )
    return Commission(payee=f"P{depth}", depth=depth, level="silver", relation=1, shares=shares)


def _refund_line(book: OrderBook, line: int, amount: int) -> None:
    refunds.refund(book, NOW, f"R{len(book.refunds)}", amount, "goods", line)


def _recognised(book: OrderBook) -> list[int]:
    return [each.recognised for each in book.order.commissions]


@st.composite
def _pieces(draw: st.DrawFn) -> tuple[list[int], list[tuple[int, int]]]:
    """Prices, and pieces (line, fen) that together are no more than the lines' prices."""
    prices = draw(_prices)
    pieces = []
    for line, price in enumerate(prices, start=1):
        cuts = sorted(draw(st.lists(st.integers(1, price), max_size=3, unique=True)))
        pieces += [(line, b - a) for a, b in zip([0, *cuts], cuts, strict=False)]
    return prices, pieces


@given(_pieces(), _rates, st.randoms(use_true_random=False))
def test_the_order_of_pieces_does_not_matter(
    drawn: tuple[list[int], list[tuple[int, int]]], rates: list[int], random: Random
) -> None:
    prices, pieces = drawn
    shuffled = list(pieces)
    random.shuffle(shuffled)
    one, other = _paid_book(prices, rates), _paid_book(prices, rates)

    for line, amount in pieces:
        _refund_line(one, line, amount)
    for line, amount in shuffled:
        _refund_line(other, line, amount)

    assert _recognised(one) == _recognised(other)
    left = sum(prices) - sum(amount for _, amount in pieces)
    assert _recognised(one) == [earned([left * rate]) for rate in rates]


@given(_prices, _rates, st.lists(st.integers(1, 2_000), max_size=6))
def test_giving_everything_back_leaves_nothing(
    prices: list[int], rates: list[int], amounts: list[int]
) -> None:
    book = _paid_book(prices, rates)
    for number, amount in enumerate([*amounts, sum(prices)]):
        if left := refunds.refundable(book.order):
            refunds.refund(book, NOW, f"R{number}", min(amount, left))

    assert _recognised(book) == [0] * len(rates)
    assert sum(refund.amount_fen for refund in book.refunds) == sum(prices)
    assert all(line.refunded for line in book.order.lines)


@given(_prices, _rates, st.data())
def test_a_dispute_won_whole_is_as_if_nothing_had_happened(
    prices: list[int], rates: list[int], data: st.DataObject
) -> None:
    book = _paid_book(prices, rates)
    before = _recognised(book)
    taken = data.draw(st.integers(1, sum(prices)))

    refunds.charge_back(book, NOW, taken)
    assert _recognised(book) == [earned([(sum(prices) - taken) * rate]) for rate in rates]
    refunds.win_dispute(book, NOW, taken)

    assert _recognised(book) == before
    assert sum(line.remaining_fen for line in book.order.lines) == sum(prices)
