"""What almost every command reads."""

from shared.domain.errors import Refused
from shared.domain.ledger.balances import Balance, new_balance
from shared.domain.network.people import Distributor
from shared.domain.policy.policy import Policy
from shared.domain.rulebook.versions import policy_in_force
from shared.ports import Ports, Store


def policy_now(ports: Ports) -> Policy:
    """Give the policy in force now."""
    return policy_in_force(ports.store.rule_versions("policy"), ports.clock.now())


def load_balance(store: Store, purse: str) -> Balance:
    """Load a purse's balance; a new one where nothing was ever in it."""
    return store.get(Balance, purse) or new_balance(purse)


def require_distributor(ports: Ports, distributor: str) -> Distributor:
    """Load a distributor. Errors: unknown_person."""
    found = ports.store.get(Distributor, distributor)
    if found is None:
        raise Refused("unknown_person", f"there is no distributor {distributor}")
    return found


def require_in_network(ports: Ports, distributor: str) -> Distributor:
    """Load a distributor whom others may be put under. Errors: unknown_person, payee_not_active."""
    found = require_distributor(ports, distributor)
    if found.standing == "removed":
        raise Refused("payee_not_active", f"{distributor} was removed; choose another distributor")
    return found
