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
_DISTRIBUTOR = "/v1/distributors/{distributor_id}"
_AWARDS = f"{_DISTRIBUTOR}/awards"
_TRANSFERS = f"{_DISTRIBUTOR}/transfer-proposals"
_PLAN_PROPOSALS = "/v1/plans/proposals"
_POLICY_PROPOSALS = "/v1/policies/proposals"
_APPROVAL = "/v1/approvals/{proposal_id}"
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
    ("GET", f"{_ORDER}/explanation"): _roles("storefront", "finance", "operator", "auditor"),
    ("POST", f"{_ORDER}/payment"): _roles("storefront"),
    ("POST", f"{_ORDER}/shipment"): _roles("storefront"),
    ("POST", f"{_ORDER}/delivery"): _roles("storefront"),
    ("POST", f"{_ORDER}/cancellation"): _roles("storefront"),
    ("POST", f"{_ORDER}/returns"): _roles("storefront"),
    ("POST", f"{_RETURN}/receipt"): _roles("storefront"),
    ("POST", f"{_RETURN}/inspection"): _roles("storefront"),
    ("POST", f"{_ORDER}/refunds"): _roles("storefront"),
    ("POST", f"{_ORDER}/manual-payment"): _roles("finance"),
    ("POST", f"{_ORDER}/refunds/{{refund_id}}/manual-payment"): _roles("finance"),
    ("POST", f"{_ORDER}/chargebacks"): _roles("finance"),
    ("POST", f"{_ORDER}/disputes-won"): _roles("finance"),
    ("POST", "/v1/bindings"): _roles("storefront"),
    ("GET", "/v1/me/balance"): _roles("distributor"),
    ("GET", "/v1/me/commissions"): _roles("distributor"),
    ("GET", "/v1/me/withdrawals"): _roles("distributor"),
    ("POST", "/v1/me/withdrawals"): _roles("distributor"),
    ("GET", "/v1/me/withdrawals/{payout_id}"): _roles("distributor"),
    ("POST", "/v1/me/links"): _roles("distributor"),
    ("GET", "/v1/me/upline"): _roles("distributor"),
    ("GET", "/v1/me/awards"): _roles("distributor"),
    ("POST", "/v1/settlements"): _roles("finance"),
    ("GET", "/v1/settlements/{period}"): _roles("finance", "auditor"),
    ("GET", "/v1/events"): _roles("storefront", "distributor", "finance", "operator", "auditor"),
    ("GET", "/v1/operations"): _roles("finance", "operator", "auditor"),
    ("GET", "/v1/approvals"): _roles("finance", "operator", "auditor"),
    ("GET", _APPROVAL): _roles("finance", "operator", "auditor"),
    ("POST", f"{_APPROVAL}/approval"): _roles("finance", "operator"),
    ("POST", f"{_APPROVAL}/rejection"): _roles("finance", "operator"),
    ("POST", f"{_APPROVAL}/withdrawal"): _roles("finance", "operator", "distributor"),
    ("POST", f"{_APPROVAL}/revision"): _roles("finance", "operator"),
    ("GET", "/v1/evaluations/{period}"): _roles("finance", "auditor"),
    ("GET", "/v1/payouts/{payout_id}"): _roles("finance", "operator", "auditor"),
    ("POST", "/v1/distributors"): _roles("operator"),
    ("GET", _DISTRIBUTOR): _roles("finance", "operator", "auditor"),
    ("GET", f"{_DISTRIBUTOR}/chain"): _roles("finance", "operator", "auditor"),
    ("GET", f"{_DISTRIBUTOR}/history"): _roles("finance", "operator", "auditor"),
    ("POST", f"{_DISTRIBUTOR}/level"): _roles("operator"),
    ("POST", f"{_DISTRIBUTOR}/grade"): _roles("operator"),
    ("POST", f"{_DISTRIBUTOR}/suspension"): _roles("operator"),
    ("POST", f"{_DISTRIBUTOR}/reinstatement"): _roles("operator"),
    ("POST", f"{_DISTRIBUTOR}/removal"): _roles("operator"),
    ("POST", f"{_DISTRIBUTOR}/forfeiture"): _roles("finance"),
    ("POST", _TRANSFERS): _roles("operator"),
    ("GET", _TRANSFERS): _roles("finance", "operator", "auditor"),
    ("GET", "/v1/bindings/{buyer}"): _roles("finance", "operator", "auditor"),
    ("POST", f"{_DISTRIBUTOR}/violations"): _roles("operator"),
    ("GET", f"{_DISTRIBUTOR}/violations"): _roles("finance", "operator", "auditor"),
    ("POST", _AWARDS): _roles("operator"),
    ("GET", _AWARDS): _roles("finance", "operator", "auditor"),
    ("POST", f"{_AWARDS}/{{award_id}}/reversal"): _roles("operator"),
    ("GET", "/v1/plans"): _roles("finance", "operator", "auditor"),
    ("GET", "/v1/plans/{number}"): _roles("finance", "operator", "auditor"),
    ("GET", "/v1/plans/{number}/diff"): _roles("finance", "operator", "auditor"),
    ("POST", "/v1/plans/checks"): _roles("operator", "finance"),
    ("POST", "/v1/plans/comparisons"): _roles("operator", "finance"),
    ("POST", _PLAN_PROPOSALS): _roles("operator"),
    ("GET", f"{_PLAN_PROPOSALS}/{{proposal_id}}"): _roles("finance", "operator", "auditor"),
    ("GET", "/v1/policies"): _roles("finance", "operator", "auditor"),
    ("GET", "/v1/policies/{number}"): _roles("finance", "operator", "auditor"),
    ("GET", "/v1/policies/{number}/diff"): _roles("finance", "operator", "auditor"),
    ("POST", _POLICY_PROPOSALS): _roles("operator"),
    ("GET", f"{_POLICY_PROPOSALS}/{{proposal_id}}"): _roles("finance", "operator", "auditor"),
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
