"""The network: distributors, who is above whom since when, and which buyer belongs to whom.

Source: A100-A102; rules.md, Depth and People.
"""

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, Field

from shared.domain.errors import Refused
from shared.domain.ledger import BRAND
from shared.domain.policy import Policy
from shared.domain.records import Record

Standing = Literal["applied", "active", "suspended", "removed", "rejected", "expired"]


def _not_the_brand(payee: str) -> str:
    if payee == BRAND:
        raise ValueError(f"{BRAND!r} is the brand itself; choose another id")
    return payee


PayeeId = Annotated[
    str, Field(strict=True, pattern=r"^[A-Za-z0-9_-]{1,32}$"), AfterValidator(_not_the_brand)
]
"""A distributor's id: the name of his accounts, so it must not be the brand's."""


class Distributor(Record):
    """A person who may be paid: level, standing and upline as they are now."""

    id: PayeeId
    standing: Standing = "active"
    level: str = "silver"
    upline: str | None = None
    relation: int = 0
    openid: str | None = None
    joined_at: AwareDatetime

    @property
    def key(self) -> str:
        """The distributor's id."""
        return self.id


class RelationChange(Record):
    """From `at` on, the distributor's upline is `upline`: his `number`-th change."""

    distributor: str
    number: int
    upline: str | None
    at: AwareDatetime

    @property
    def key(self) -> str:
        """The change's place in the distributor's history."""
        return f"{self.distributor}/{self.number:06d}"


class Tree(Record):
    """One item that every transfer changes: two transfers at once can never close a loop."""

    @property
    def key(self) -> str:
        """There is one tree."""
        return "tree"


class Binding(Record):
    """The buyer's promoter: the one he was bound to, since when."""

    buyer: str
    promoter: str
    bound_at: AwareDatetime

    @property
    def key(self) -> str:
        """The buyer's id."""
        return self.buyer


class ReferralCode(Record):
    """A short code that stands for a distributor in a link (A100)."""

    code: str
    distributor: str
    command: str

    @property
    def key(self) -> str:
        """The code itself."""
        return self.code


def promoter_at(binding: Binding | None, policy: Policy, at: datetime) -> str | None:
    """Give the promoter an order placed at an instant belongs to, or None."""
    if binding is None or _expired(binding, policy, at):
        return None
    return binding.promoter


def bind(
    binding: Binding | None, buyer: str, promoter: str, policy: Policy, at: datetime
) -> Binding:
    """Bind a buyer to a promoter; the same promoter again changes nothing (A101).

    Errors: loop; already_bound while the first binding, or its protection, stands.
    """
    if buyer == promoter:
        raise Refused("loop", f"{buyer} cannot be bound to himself")
    if binding is None:
        return Binding(buyer=buyer, promoter=promoter, bound_at=at)
    if binding.promoter == promoter and not _expired(binding, policy, at):
        return binding
    if _locked(binding, policy, at):
        raise Refused("already_bound", f"buyer {buyer} is bound to another promoter already")
    return binding.model_copy(update={"promoter": promoter, "bound_at": at})


def _expired(binding: Binding, policy: Policy, at: datetime) -> bool:
    days = policy.bind_valid_days
    return days is not None and at >= binding.bound_at + timedelta(days=days)


def _locked(binding: Binding, policy: Policy, at: datetime) -> bool:
    """Tell whether a binding may not be replaced; one made at registration never is."""
    if policy.bind_mode == "register":
        return True
    if _expired(binding, policy, at):
        return False
    protected_until = binding.bound_at + timedelta(days=policy.protection_days)
    return policy.bind_mode == "first" or at < protected_until
