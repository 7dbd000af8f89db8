"""Referral codes, and binding a buyer to the distributor who brought him."""

import hashlib
from collections.abc import Iterator
from functools import partial

from shared.domain.commands import Command
from shared.domain.errors import Busy, Refused
from shared.domain.people import Binding, Distributor, ReferralCode, bind
from shared.domain.rulebook import policy_in_force
from shared.ports import Ports
from shared.usecases.remembering import first_time
from shared.usecases.retrying import retried

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 8
CANDIDATES = 8


def bind_buyer(ports: Ports, command: Command, buyer: str, promoter: str) -> Binding:
    """Bind a buyer to a promoter as the policy says.

    Errors: unknown_person, already_bound, idempotency_conflict.
    """
    require_distributor(ports, promoter)

    def attempt() -> Binding:
        now = ports.clock.now()
        request = first_time(ports.store, command)
        old = ports.store.get(Binding, buyer)
        if old is not None and not request:
            return old
        policy = policy_in_force(ports.store.rule_versions("policy"), now)
        new = bind(old, buyer, promoter, policy, now)
        ports.store.commit([*request, *([new] if new != old else [])])
        return new

    return retried(attempt)


def create_code(ports: Ports, command: Command, distributor: str) -> ReferralCode:
    """Give a distributor a code; the same command gives the same one. Errors: unknown_person."""
    require_distributor(ports, distributor)
    for code in _candidates(command):
        referral = ReferralCode(code=code, distributor=distributor, command=command.id)
        known = retried(partial(_claim, ports, referral))
        if known.command == command.id:
            return known
    raise Busy("no free referral code was found; ask again under another key")


def _claim(ports: Ports, new: ReferralCode) -> ReferralCode:
    known = ports.store.get(ReferralCode, new.code)
    if known is None:
        ports.store.commit([new])
    return known or new


def _candidates(command: Command) -> Iterator[str]:
    for number in range(CANDIDATES):
        digest = hashlib.sha256(f"{command.id}/{number}".encode()).digest()
        yield "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:CODE_LENGTH])


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
