"""The order: one record with all that its commands decide from, and what follows from it."""

from datetime import datetime

from pydantic import AwareDatetime

from shared.domain.orders.commissions import NobodyPromised
from shared.domain.orders.kept_order import KeptOrder
from shared.domain.orders.return_items import ReturnItem
from shared.domain.terms.parts import MAX_PAY_DEPTH

MANUAL = "manual:"
"""How the transaction of money begins that arrived outside the channel, and goes back by hand."""


class Order(KeptOrder):
    """One order with all that its commands decide from."""

    @property
    def key(self) -> str:
        """The order's id."""
        return self.id

    @property
    def storefronts(self) -> tuple[str, ...]:
        """Who sold it."""
        return (self.storefront,)

    @property
    def shop_number(self) -> str | None:
        """The number that the shop gave it."""
        return self.order_no

    @property
    def pays(self) -> tuple[str, ...]:
        """Whom it pays."""
        return tuple(dict.fromkeys(each.payee for each in self.commissions if not each.out))

    @property
    def books(self) -> str:
        """The subject of its journal."""
        return f"ORDER#{self.id}"

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody whom it concerns: who stood next above the buyer, and whoever it pays."""
        nearest = self.chain[:MAX_PAY_DEPTH]
        return tuple(dict.fromkeys([*nearest, *(each.payee for each in self.commissions)]))

    @property
    def nobody_above(self) -> NobodyPromised | None:
        """Why nobody stood above the buyer; None: somebody did."""
        return None if self.chain else self.nobody_because or "nobody_above"

    @property
    def promoter(self) -> str | None:
        """Who stood next above the buyer when it was created: whose sale it is."""
        return next(iter(self.chain), None)

    @property
    def kept_by_sweeper(self) -> bool:
        """Whether no machine keeps its time: none does before it is paid."""
        return self.status == "created"

    @property
    def unpaid_until(self) -> datetime | None:
        """When it expires unless it is paid; None: nobody is to pay it any more."""
        return self.expires_at if self.status == "created" else None

    @property
    def waits_until(self) -> datetime | None:
        """Until when it waits; the channel is asked before, which ends no wait."""
        return self.unpaid_until or super().waits_until

    def is_late(self, now: datetime) -> bool:
        """Tell whether its shipment is awaited though its deadline has passed."""
        return self.status == "paid" and self.ship_by is not None and self.ship_by <= now

    @property
    def goods_fen(self) -> int:
        """What is paid for all lines together."""
        return sum(line.base_fen for line in self.lines)

    @property
    def due_fen(self) -> int:
        """What the customer has to pay in all."""
        return self.goods_fen + self.freight_fen + self.surcharge_fen

    @property
    def open_items(self) -> tuple[ReturnItem, ...]:
        """The return items that are undecided or whose consequence is still due."""
        return tuple(item for case in self.returns for item in case.items if item.open)

    @property
    def window_ends(self) -> AwareDatetime | None:
        """The end of the latest line's return window, if it runs."""
        return max((line.window_ends for line in self.lines if line.window_ends), default=None)

    @property
    def released_at(self) -> AwareDatetime | None:
        """The last line's release, if any."""
        return max((line.released_at for line in self.lines if line.released_at), default=None)
