"""What is said about whose a buyer is."""

from typing import Annotated, Self

from pydantic import AwareDatetime, Field

from shared.domain.network.bindings import BoundBecause
from shared.domain.orders.new_order import Identifier
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
    """From when on a buyer was whose, and in whose place."""

    number: int
    promoter: str
    at: AwareDatetime
    because: BoundBecause
    instead_of: str | None


class BuyerView(Value):
    """Whose a buyer was at an instant, and all his bindings, oldest first."""

    buyer: str
    at: AwareDatetime
    promoter: str | None
    bound_at: AwareDatetime | None
    valid_until: AwareDatetime | None
    history: tuple[BindingView, ...]

    @classmethod
    def of(cls, buyer: BuyerAt, at: AwareDatetime) -> Self:
        """Show a buyer."""
        same = ("buyer", "promoter", "bound_at", "valid_until")
        history = tuple(
            BindingView(**{name: getattr(each, name) for name in BindingView.model_fields})
            for each in buyer.history
        )
        return cls(at=at, history=history, **{name: getattr(buyer, name) for name in same})
