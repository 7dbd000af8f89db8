"""People, bindings and conduct as they stand in the table."""

from typing import Any

from shared.domain.network.bindings import Binding, BindingChange, Customer
from shared.domain.network.conduct import Violation
from shared.domain.network.people import (
    Distributor,
    ProfileChange,
    ReferralCode,
    RelationChange,
    Tree,
)
from tests.unit.adapters.samples import DECISION, T0, at


def relation(number: int = 1, distributor: str = "A") -> RelationChange:
    return RelationChange(
        distributor=distributor, number=number, upline="B", at=at(number), decision=DECISION
    )


def profile_change(number: int = 1, distributor: str = "A") -> ProfileChange:
    return ProfileChange(
        distributor=distributor,
        number=number,
        cause="level_changed",
        level="gold",
        standing="active",
        at=at(number),
        decision=DECISION,
        command="COMMAND",
    )


def binding_change(number: int = 1, buyer: str = "buyer-1") -> BindingChange:
    return BindingChange(buyer=buyer, number=number, promoter="A", at=at(number), because="first")


def violation(violation_id: str = "VIOLATIONA", distributor: str = "A", **more: Any) -> Violation:
    fields = {"at": T0, "recorded_at": at(1), "code": "dumping", "sanction": "warning", **more}
    return Violation(distributor=distributor, id=violation_id, by="ops", **fields)


def referral_code(distributor: str) -> ReferralCode:
    return ReferralCode(code="ABCD2345", distributor=distributor, command="COMMAND", created_at=T0)


EXAMPLES = (
    Distributor(id="A", upline="B", openid="openid", joined_at=T0),
    relation(),
    profile_change(),
    binding_change(),
    Tree(),
    Binding(buyer="buyer-1", promoter="A", bound_at=T0),
    Customer.of("buyer-1", "shop"),
    referral_code("A"),
    violation(),
)

SIBLINGS = {
    RelationChange: [relation(number).changed(upline=f"B{number}") for number in range(1, 6)]
}
"""Each lays a pointer below its own upline."""
