"""Which buyer belongs to whom: locked, protected and valid as the policy says, with its history.

Days count 24 hours each from the binding; a fact in the last second's end is late. Source: A101,
A102; rules.md, People; features 4 and 5.
"""

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from pydantic import AwareDatetime

from shared.domain.errors import Refused
from shared.domain.keys import part
from shared.domain.policy.policy import Policy
from shared.domain.records import Pointer, Record
from shared.domain.times import iso_local

BoundBecause = Literal["first", "renewed", "expired", "overridden"]
"""Why a buyer was bound: nobody had him; his own promoter again, or another, after the validity's
end; or another in his promoter's place."""


class Binding(Record):
    """The buyer's promoter: the one he was bound to, since when, and the how-manieth time."""

    buyer: str
    promoter: str
    bound_at: AwareDatetime
    number: int = 1

    @property
    def key(self) -> str:
        """The buyer's id, as it stands in keys."""
        return part(self.buyer)


class BindingChange(Record):
    """From `at` on the buyer belongs to `promoter`: his `number`-th binding, and why.

    `storefront` said so; with `order`, by the code of that order.
    """

    buyer: str
    number: int
    promoter: str
    at: AwareDatetime
    because: BoundBecause
    instead_of: str | None = None
    storefront: str | None = None
    order: str | None = None

    @property
    def key(self) -> str:
        """The binding's place in the buyer's history."""
        return f"{part(self.buyer)}/{self.number:06d}"


class Customer(Pointer):
    """That a buyer has bought at a storefront: he is one of its own."""

    buyer: str
    storefront: str

    @classmethod
    def of(cls, buyer: str, storefront: str) -> "Customer":
        """Give the pointer of a buyer at a storefront."""
        return cls(buyer=part(buyer), storefront=part(storefront))


class Said(NamedTuple):
    """Which storefront says that a buyer belongs to somebody, perhaps by an order."""

    storefront: str | None = None
    order: str | None = None


BY_NOBODY = Said()
"""Who says so in a story."""


class Bound(NamedTuple):
    """A new binding, and what the history keeps of it."""

    binding: Binding
    change: BindingChange


def promoter_at(binding: Binding | None, policy: Policy, at: datetime) -> str | None:
    """Give the promoter an order placed at an instant belongs to, or None."""
    if binding is None or _expired(binding.bound_at, policy, at):
        return None
    return binding.promoter


def valid_until(bound_at: datetime, policy: Policy) -> datetime | None:
    """Give the instant from which a binding earns nothing any more; None: it has no end."""
    days = policy.bind_valid_days
    return None if days is None else bound_at + timedelta(days=days)


def bind(
    old: Binding | None,
    buyer: str,
    promoter: str,
    policy: Policy,
    at: datetime,
    said: Said = BY_NOBODY,
) -> Bound | None:
    """Bind a buyer to a promoter; None: he is bound to that one already (A101).

    Errors: loop; already_bound while the first binding, or its protection, stands.
    """
    if buyer == promoter:
        raise Refused("loop", "bound_to_himself", buyer=buyer)
    if old is None:
        return _bound(None, buyer, promoter, at, "first", said)
    expired = _expired(old.bound_at, policy, at)
    if old.promoter == promoter and not expired:
        return None
    _require_free(old, policy, at)
    if not expired:
        return _bound(old, buyer, promoter, at, "overridden", said)
    because: BoundBecause = "renewed" if old.promoter == promoter else "expired"
    return _bound(old, buyer, promoter, at, because, said)


def may_be_bound_by_order(old: Binding | None, policy: Policy, at: datetime) -> bool:
    """Tell whether the code of an order binds a buyer: where the policy says so, and he is free."""
    if not policy.bind_on_order or promoter_at(old, policy, at) is not None:
        return False
    return old is None or policy.bind_mode != "register"


def _bound(
    old: Binding | None,
    buyer: str,
    promoter: str,
    at: datetime,
    because: BoundBecause,
    said: Said,
) -> Bound:
    number = old.number + 1 if old else 1
    version = old.version if old else 0
    return Bound(
        Binding(buyer=buyer, promoter=promoter, bound_at=at, number=number, version=version),
        BindingChange(
            buyer=buyer,
            number=number,
            promoter=promoter,
            at=at,
            because=because,
            instead_of=old.promoter if old else None,
            storefront=said.storefront,
            order=said.order,
        ),
    )


def _expired(bound_at: datetime, policy: Policy, at: datetime) -> bool:
    end = valid_until(bound_at, policy)
    return end is not None and at >= end


def _require_free(old: Binding, policy: Policy, at: datetime) -> None:
    """Refuse a binding that may not be replaced; one made at registration never is."""
    if policy.bind_mode == "register":
        raise Refused("already_bound", "bound_for_good", buyer=old.buyer)
    if _expired(old.bound_at, policy, at):
        return
    if policy.bind_mode == "first":
        raise Refused("already_bound", "bound_to_another", buyer=old.buyer)
    protected_until = old.bound_at + timedelta(days=policy.protection_days)
    if at < protected_until:
        raise Refused(
            "already_bound",
            "still_protected",
            buyer=old.buyer,
            protected_until=iso_local(protected_until),
        )
