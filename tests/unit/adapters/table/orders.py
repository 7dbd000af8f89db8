"""An order and what belongs to it, as they stand in the table."""

from typing import Any

from shared.domain.commission.earnings import Prices
from shared.domain.commission.in_band import InBand
from shared.domain.commission.not_paid import NotPaid
from shared.domain.network.bindings import Customer
from shared.domain.orders.budgets import BudgetSlice
from shared.domain.orders.commissions import Commission, Share
from shared.domain.orders.disputes import Case, Dispute
from shared.domain.orders.lines import Line
from shared.domain.orders.milestones import FirstSale, Restocks
from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import AskedOn, paid_on, pointers_of, pointers_of_new
from shared.domain.orders.pending_pointers import PendingOf
from shared.domain.orders.references import Reference
from shared.domain.orders.refund_record import Refund
from tests.unit.adapters.samples import DECISION, T0, at

NOT_PAID = NotPaid(
    payee="B", rule="gold", kind="percent", depth=2, level="silver", why="no_rate", lines=(1,)
)


def order(order_id: str = "ORDERA", *payees: str, **more: Any) -> Order:
    fields: dict[str, Any] = {
        "id": order_id,
        "storefront": "shop",
        "buyer": "buyer-1",
        "lines": (Line(line=1, sku="tea", qty=2, price_fen=5_000, base_fen=10_000),),
        "commissions": tuple(
            Commission(payee=payee, depth=depth, level="gold", relation=1, shares=(share(depth),))
            for depth, payee in enumerate(payees, start=1)
        ),
        "chain": payees,
        "not_paid": (NOT_PAID,) if payees else (),
        "plan": "standard@1",
        "created_at": T0,
        "expires_at": at(30),
        "awaiting": "payment",
        "due_at": at(30),
    }
    return Order(**{**fields, **more})


def share(depth: int) -> Share:
    rate_bp = 1_000 // depth
    weight = 10_000 * rate_bp
    bands = (InBand("margin_rate", -500, None, 10_000, rate_bp),)
    told = {"bands": bands, "prices": Prices(9_000, 8_000)}
    return Share(line=1, weight=weight, rate_bp=rate_bp, on_fen=10_000, pending=rate_bp, **told)


def refund(refund_id: str = "REFUNDA", order_id: str = "ORDERA", **more: Any) -> Refund:
    fields = {"amount_fen": 500, "paid_fen": 10_000, "decided_at": T0, **more}
    return Refund(id=refund_id, order=order_id, storefront="shop", **fields)


def dispute(number: str = "CASE-1", order_id: str = "ORDERA", **more: Any) -> Dispute:
    case = Case(number=number, amount_fen=500, line=1, decision=DECISION)
    return Dispute(**{"order": order_id, "kind": "chargeback", "case": case, "at": T0, **more})


EXAMPLES = (
    order("ORDERA", "A", "B"),
    refund(awaiting="refund", due_at=at(5)),
    dispute(),
    Reference(kind="payment", number="bank-1", order="ORDERA", amount_fen=500),
    FirstSale(seller="A", order="ORDERA"),
    Restocks(agent="A", standing=2),
    BudgetSlice(plan="standard", period="2026-02", number=3, reserved=700),
    *pointers_of_new(order("ORDERA")),
    paid_on(order("ORDERA"), at(1)),
    AskedOn.leading(T0, "ORDERA/RETURNA"),
    PendingOf(payee="A", order="ORDERA", fen={"cash": 500, "points": 20}, by=at(1)),
    *(
        each
        for each in pointers_of(order("ORDERA", "A", "B", paid_at=at(1)))
        if not isinstance(each, Customer)
    ),
)


SIBLINGS = {Dispute: [dispute(f"CASE-{number}") for number in range(5)]}
"""Records whose keys end in what a field holds inside."""
