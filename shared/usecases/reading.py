"""What almost every command reads."""

from datetime import datetime
from typing import TYPE_CHECKING

from shared.domain.errors import Refused
from shared.domain.ledger.balances import Balance, new_balance
from shared.domain.network.people import Distributor
from shared.domain.policy.policy import Policy
from shared.domain.rulebook.versions import (
    RuleKind,
    RuleVersion,
    plan_in_force,
    policy_in_force,
)
from shared.ports import Ports, Store
from shared.usecases.lists import all_of

if TYPE_CHECKING:
    from shared.domain.rulebook.plan_version import PlanVersion


def versions_of(store: Store, kind: RuleKind) -> list[RuleVersion]:
    """Give all versions of the brand's plan or policy, oldest first, as they are now."""
    return all_of(store, RuleVersion, kind)


def plan_at(store: Store, now: datetime) -> "PlanVersion":
    """Give the plan in force now; a version begins only once every process has heard of it."""
    return plan_in_force(store.lately(RuleVersion, "plan", now), now)


def policy_at(store: Store, now: datetime) -> Policy:
    """Give the policy in force now, likewise."""
    return policy_in_force(store.lately(RuleVersion, "policy", now), now)


def policy_now(ports: Ports) -> Policy:
    """Give the policy in force now."""
    return policy_at(ports.store, ports.clock.now())


def load_balance(store: Store, purse: str) -> Balance:
    """Load a purse's balance; a new one where nothing was ever in it."""
    return store.get(Balance, purse) or new_balance(purse)


def require_distributor(ports: Ports, distributor: str) -> Distributor:
    """Load a distributor. Errors: unknown_person."""
    found = ports.store.get(Distributor, distributor)
    if found is None:
        raise Refused("unknown_person", "no_such_distributor", distributor=distributor)
    return found


def require_in_network(ports: Ports, distributor: str) -> Distributor:
    """Load a distributor whom others may be put under. Errors: unknown_person, payee_not_active."""
    found = require_distributor(ports, distributor)
    if found.standing == "removed":
        raise Refused("payee_not_active", "upline_was_removed", distributor=distributor)
    return found
