"""What is said about whose a buyer is."""

from typing import Annotated, Self

from pydantic import AwareDatetime, Field

from shared.domain.identifiers import Identifier
from shared.domain.network.bindings import BindingChange, BoundBecause
from shared.domain.records import Value
from shared.usecases.network.network import BuyerAt


class Bind(Value):
    """Bind a buyer to the distributor behind a referral code."""

    buyer: Identifier
    code: Annotated[str, Field(strict=True, pattern=r"^[2-9A-HJ-NP-Z]{7,8}$")]


class BindingReceipt(Value):
    """The buyer belongs to this promoter."""

    buyer: str
    promoter: str


class BindingView(Value):
    """From when on a buyer was whose, and in whose place; `order_id`: by the code of that order."""

    number: int
    promoter: str
    at: AwareDatetime
    because: BoundBecause
    instead_of: str | None
    order_id: str | None

    @classmethod
    def of(cls, change: BindingChange) -> Self:
        """Show a binding."""
        same = ("number", "promoter", "at", "because", "instead_of")
        return cls(order_id=change.order, **{name: getattr(change, name) for name in same})


class BuyerView(Value):
    """Whose a buyer was at an instant, and a page of his bindings, oldest first.

    A storefront is shown those that it made itself.
    """

    buyer: str
    at: AwareDatetime
    promoter: str | None
    bound_at: AwareDatetime | None
    valid_until: AwareDatetime | None
    history: tuple[BindingView, ...]
    next: str | None

    @classmethod
    def of(cls, buyer: BuyerAt, at: AwareDatetime) -> Self:
        """Show a buyer."""
        same = ("buyer", "promoter", "bound_at", "valid_until", "next")
        history = tuple(map(BindingView.of, buyer.history))
        return cls(at=at, history=history, **{name: getattr(buyer, name) for name in same})
