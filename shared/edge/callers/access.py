"""Who may call: the roles of machines and people, and the caller in one of them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal, TypeGuard, get_args

PersonRole = Literal["distributor", "finance", "operator", "auditor"]
Role = Literal["storefront", PersonRole]
Kind = Literal["storefront", "person"]
Roles = frozenset[Role]

PUBLIC: Final[Roles] = frozenset()
"""Open to anybody; a callback verifies its channel's signature by itself."""

STOREFRONT: Final[Roles] = frozenset({"storefront"})
DISTRIBUTOR: Final[Roles] = frozenset({"distributor"})
FINANCE: Final[Roles] = frozenset({"finance"})
OPERATOR: Final[Roles] = frozenset({"operator"})
AUDITOR: Final[Roles] = frozenset({"auditor"})
DECIDERS: Final = FINANCE | OPERATOR
STAFF: Final = DECIDERS | AUDITOR


@dataclass(frozen=True, slots=True)
class Principal:
    """The authenticated caller: a storefront machine or a person in one role."""

    kind: Kind
    id: str
    role: Role

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


class InvalidToken(Exception):
    """A token that is not of our issuer, not for us, expired, or says no role we know."""


def listed(roles: Collection[str]) -> str:
    """Name roles, as people are told who may."""
    return ", ".join(sorted(roles)) or "nobody"


def is_role(role: object) -> TypeGuard[Role]:
    """Whether `role` is one that a caller may have."""
    return role in get_args(Role)


def is_person_role(role: object) -> TypeGuard[PersonRole]:
    """Whether `role` is one that a person's token may carry."""
    return role in get_args(PersonRole)
