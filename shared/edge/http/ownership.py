"""Whose is what a path names: declared by its view, checked by the use case that loads it."""

from collections.abc import Collection, Mapping
from typing import Final, Literal

from shared.domain.ownership import ALL, Scope
from shared.edge.callers.access import Principal, Role

Owned = Literal["buyer", "order", "payout", "proposal", "webhook"]

OWNERS: Final[Mapping[Owned, Role]] = {
    "buyer": "storefront",
    "order": "storefront",
    "payout": "distributor",
    "proposal": "distributor",
    "webhook": "storefront",
}
"""Who owns what a path names by `{order_id}` and the like; staff may reach all."""


def named_by(owned: Owned, parameters: Collection[str]) -> bool:
    """Tell whether a path names such a thing: by our id of it, or by an id from outside."""
    return f"{owned}_id" in parameters or owned in parameters


def check_declared(own: Owned | None, parameters: Collection[str], roles: Collection[Role]) -> None:
    """Raise `TypeError` for a view that does not declare what its owners may name, or in vain."""
    owned = [it for it, role in OWNERS.items() if named_by(it, parameters) and role in roles]
    if owned != ([own] if own else []):
        raise TypeError(f"declare own={', '.join(map(repr, owned)) or None}: that is what is owned")


def scope_of(own: Owned | None, caller: Principal | None) -> Scope:
    """Give what a caller may reach: an owner his own."""
    if own is None or caller is None or caller.role != OWNERS[own]:
        return ALL
    return Scope(caller.id)
