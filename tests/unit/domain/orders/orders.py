"""Orders in any state, with books to change them in."""

from datetime import UTC, datetime, timedelta
from typing import Any

from shared.domain.calendar import WorkingCalendar
from shared.domain.ledger.balances import Balance
from shared.domain.orders.book import OrderBook
from shared.domain.orders.commissions import Commission, Share
from shared.domain.orders.lines import Line
from shared.domain.orders.order import Order
from shared.domain.orders.return_items import Return, ReturnItem
from shared.domain.policy.policy import Policy

NOW = datetime(2025, 3, 3, 2, tzinfo=UTC)


def later(**time: float) -> datetime:
    return NOW + timedelta(**time)


def line(number: int = 1, **fields: Any) -> Line:
    return Line.model_validate(
        {"line": number, "sku": "tee", "qty": 1, "price_fen": 100, "base_fen": 100, **fields}
    )


def share(number: int = 1, rate_bp: int = 1000, on_fen: int = 100, **fields: Any) -> Share:
    """A percentage of a line's base."""
    paid = {"weight": on_fen * rate_bp, "rate_bp": rate_bp, "on_fen": on_fen}
    return Share.model_validate({"line": number, **paid, **fields})


def commission(*shares: Share, **fields: Any) -> Commission:
    return Commission.model_validate(
        {"payee": "A", "depth": 1, "level": "silver", "relation": 1, "shares": shares, **fields}
    )


def item(number: int, state: str, due_at: datetime = NOW) -> Return:
    items = (ReturnItem.model_validate({"line": number, "state": state, "due_at": due_at}),)
    return Return(id=f"R{number}", kind="return", items=items)


def order(**fields: Any) -> Order:
    return Order.model_validate(
        {
            "id": "O1",
            "storefront": "shop",
            "buyer": "X",
            "lines": (line(),),
            "plan": "plan@1",
            "created_at": NOW,
            "expires_at": later(minutes=30),
            "paid_at": NOW,
            **fields,
        }
    )


def book(of: Order, **balance: Any) -> OrderBook:
    balances = {"A": Balance.model_validate({"payee": "A", **balance})}
    return OrderBook(of, Policy(), WorkingCalendar(), NOW, "C", balances)
