"""Referral codes, and binding a buyer to the distributor who brought him."""

import secrets

from shared.domain.errors import Refused
from shared.domain.people import Binding, Distributor, ReferralCode, bind
from shared.domain.rulebook import policy_in_force
from shared.ports import Ports
from shared.usecases.retrying import retried

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 8


def bind_buyer(ports: Ports, buyer: str, promoter: str) -> Binding:
    """Bind a buyer to a promoter as the policy's bind mode says. Errors: unknown_person, already_bound."""
    require_distributor(ports, promoter)

    def attempt() -> Binding:
        now = ports.clock.now()
        old = ports.store.get(Binding, buyer)
        policy = policy_in_force(ports.store.rule_versions("policy"), now)
        new = bind(old, buyer, promoter, policy, now)
        if new != old:
            ports.store.commit([new])
        return new

    return retried(attempt)


def create_code(ports: Ports, distributor: str) -> ReferralCode:
    """Give a distributor a new referral code. Errors: unknown_person."""
    require_distributor(ports, distributor)

    def attempt() -> ReferralCode:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        referral = ReferralCode(code=code, distributor=distributor)
        ports.store.commit([referral])
        return referral

    return retried(attempt)


def resolve_code(ports: Ports, code: str) -> ReferralCode:
    """Give the distributor behind a code. Errors: unknown_person."""
    referral = ports.store.get(ReferralCode, code)
    if referral is None:
        raise Refused("unknown_person", f"no distributor has the referral code {code}")
    return referral


def require_distributor(ports: Ports, distributor: str) -> Distributor:
    """Load a distributor. Errors: unknown_person."""
    found = ports.store.get(Distributor, distributor)
    if found is None:
        raise Refused("unknown_person", f"there is no distributor {distributor}")
    return found
