"""Referral links: a code that stands for a distributor, perhaps with his own rate (A069, A100)."""

import hashlib
from collections.abc import Iterator
from functools import partial

from shared.domain.commands import Command
from shared.domain.errors import Busy, Refused
from shared.domain.network.people import ReferralCode, subject_of
from shared.domain.plans.own_rates import require_link_rate
from shared.ports import Lookup, Ports
from shared.usecases.reading import plan_at, require_distributor
from shared.usecases.remembering import done_by_person
from shared.usecases.retrying import retried

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 8
CANDIDATES = 8


def create_link(
    ports: Ports, command: Command, distributor: str, rate_bp: int | None = None
) -> ReferralCode:
    """Give a distributor a link; the same command gives the same one.

    Errors: unknown_person, idempotency_conflict; invalid for a rate that the plan does not allow.
    """
    require_distributor(ports, distributor)
    for code in _candidates(command):
        new = ReferralCode(
            code=code,
            distributor=distributor,
            command=command.id,
            rate_bp=rate_bp,
            created_at=ports.clock.now(),
        )
        known = retried(partial(_claim, ports, command, new))
        if known.command == command.id:
            return _same(known, new)
    raise Busy("no free referral code was found; ask again under another key")


def resolve_code(store: Lookup, code: str) -> ReferralCode:
    """Give the distributor behind a code. Errors: unknown_person."""
    referral = store.get(ReferralCode, code)
    if referral is None:
        raise Refused("unknown_person", "no_such_referral_code", referral_code=code)
    return referral


def _claim(ports: Ports, command: Command, new: ReferralCode) -> ReferralCode:
    known = ports.store.get(ReferralCode, new.code)
    if known is not None:
        return known
    if new.rate_bp is not None:
        now = ports.clock.now()
        plan = plan_at(ports.store, now).plan
        require_link_rate(plan, new.rate_bp, now)
    ports.store.commit([new, *done_by_person(ports, command, subject_of(new.distributor))])
    return new


def _same(known: ReferralCode, new: ReferralCode) -> ReferralCode:
    if known.rate_bp != new.rate_bp:
        raise Refused("idempotency_conflict", "link_of_another_rate")
    return known


def _candidates(command: Command) -> Iterator[str]:
    for number in range(CANDIDATES):
        digest = hashlib.sha256(f"{command.id}/{number}".encode()).digest()
        yield "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:CODE_LENGTH])
