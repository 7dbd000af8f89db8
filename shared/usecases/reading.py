"""What almost every command reads."""

from shared.domain.balances import Balance
from shared.domain.policy import Policy
from shared.domain.rulebook import policy_in_force
from shared.ports import Ports, Store


def policy_now(ports: Ports) -> Policy:
    """Give the policy in force now."""
    return policy_in_force(ports.store.rule_versions("policy"), ports.clock.now())


def load_balance(store: Store, payee: str) -> Balance:
    """Load a payee's balance; a new one where nothing was ever his."""
    return store.get(Balance, payee) or Balance(payee=payee)
