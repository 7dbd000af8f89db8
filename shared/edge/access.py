"""Who may call which route: the one table; what is not in it is nobody's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeGuard, get_args

PersonRole = Literal["distributor", "finance", "operator", "auditor"]
Role = Literal["storefront", PersonRole]
Kind = Literal["storefront", "person"]
Roles = frozenset[Role]

PUBLIC: Final[Roles] = frozenset()
"""Open to anybody; a callback verifies its channel's signature by itself."""


@dataclass(frozen=True, slots=True)
class Principal:
    """The authenticated caller: a storefront machine or a person in one role."""

    kind: Kind
    id: str
    role: Role

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


def _roles(*roles: Role) -> Roles:
    return frozenset(roles)


_ORDER = "/v1/orders/{order_id}"
_RETURN = f"{_ORDER}/returns/{{return_id}}"

ACCESS: Final[Mapping[tuple[str, str], Roles]] = {
    ("GET", "/health"): PUBLIC,
    ("GET", "/openapi.json"): PUBLIC,
    ("GET", "/r/{code}"): PUBLIC,
    ("POST", "/callbacks/wechat/payments"): PUBLIC,
    ("POST", "/callbacks/wechat/refunds"): PUBLIC,
    ("POST", "/callbacks/wechat/transfers"): PUBLIC,
    ("POST", "/v1/orders"): _roles("storefront"),
    ("GET", _ORDER): _roles("storefront", "finance", "operator", "auditor"),
    ("POST", f"{_ORDER}/payment"): _roles("storefront"),
    ("POST", f"{_ORDER}/shipment"): _roles("storefront"),
    ("POST", f"{_ORDER}/delivery"): _roles("storefront"),
    ("POST", f"{_ORDER}/cancellation"): _roles("storefront"),
    ("POST", f"{_ORDER}/returns"): _roles("storefront"),
    ("POST", f"{_RETURN}/receipt"): _roles("storefront"),
    ("POST", f"{_RETURN}/inspection"): _roles("storefront"),
    ("POST", f"{_ORDER}/refunds"): _roles("storefront"),
    ("POST", f"{_ORDER}/manual-payment"): _roles("finance"),
    ("POST", "/v1/bindings"): _roles("storefront"),
    ("GET", "/v1/me/balance"): _roles("distributor"),
    ("GET", "/v1/me/commissions"): _roles("distributor"),
    ("GET", "/v1/me/withdrawals"): _roles("distributor"),
    ("POST", "/v1/me/withdrawals"): _roles("distributor"),
    ("GET", "/v1/me/withdrawals/{payout_id}"): _roles("distributor"),
    ("POST", "/v1/me/links"): _roles("distributor"),
    ("POST", "/v1/settlements"): _roles("finance"),
    ("GET", "/v1/settlements/{period}"): _roles("finance", "auditor"),
    ("POST", "/v1/settlements/{period}/approval"): _roles("finance"),
    ("GET", "/v1/payouts/{payout_id}"): _roles("finance", "operator", "auditor"),
    ("POST", "/v1/payouts/{payout_id}/approval"): _roles("finance"),
    ("POST", "/v1/distributors"): _roles("operator"),
}


def is_role(role: object) -> TypeGuard[Role]:
    """Whether `role` is one that the table knows."""
    return role in get_args(Role)


def is_person_role(role: object) -> TypeGuard[PersonRole]:
    """Whether `role` is one that a person's token may carry."""
    return role in get_args(PersonRole)


def may_call(role: Role, method: str, route: str) -> bool:
    """Whether a caller in `role` may call the route; False for a route that is not in the table."""
    return role in ACCESS.get((method, route), frozenset())
