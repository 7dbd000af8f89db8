"""Where orders with what belongs to them, and the pointers that lead to them stand."""

from shared.adapters.place import Place
from shared.domain.orders.budgets import BudgetSlice
from shared.domain.orders.disputes import Dispute
from shared.domain.orders.milestones import FirstSale, Restocks
from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import (
    AskedOn,
    BoughtBy,
    OrderOf,
    PaidOn,
    PlacedOn,
    SaleOf,
    SoldBy,
)
from shared.domain.orders.pending_pointers import PendingOf
from shared.domain.orders.references import Reference
from shared.domain.orders.refund_record import Refund

PLACES = (
    Place(Order, "ORDER#{0}", "ORDER", due="ORDER"),
    Place(Refund, "ORDER#{0}", "REFUND#{1}", due="REFUND"),
    Place(Dispute, "ORDER#{0}", "DISPUTE#{1}#{2}"),
    Place(Reference, "REFERENCE#{0}#{1}", "REFERENCE"),
    Place(FirstSale, "PAYEE#{0}", "FIRSTSALE"),
    Place(Restocks, "PAYEE#{0}", "RESTOCKS"),
    Place(BudgetSlice, "BUDGET#{0}#{1}#{2}", "SLICE"),
    Place(OrderOf, "PAYEE#{0}", "ORDER#{1}#{2}"),
    Place(PendingOf, "PAYEE#{0}", "PENDING#{1}", exact=False),
    Place(SaleOf, "PAYEE#{0}", "SALE#{1}#{2}", exact=False),
    Place(PaidOn, "LIST#{0}#{1}", "PAID#{2}#{3}", exact=False),
    Place(PlacedOn, "LIST#{0}#{1}", "PLACED#{2}#{3}", exact=False),
    Place(AskedOn, "LIST#{0}#{1}", "RETURN#{2}#{3}"),
    Place(SoldBy, "SHOP#{0}#{1}#{2}", "PLACED#{3}#{4}", exact=False),
    Place(BoughtBy, "BUYER#{0}", "ORDER#{1}#{2}", exact=False),
)
QUEUES = ()
