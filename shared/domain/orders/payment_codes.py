"""What an order's buyer can pay with: codes, each with a number of its own at the channel.

The channel ties a number to its terms for ever, the address of a browser included, so other terms
are another code; those before it are closed first, and forgotten once they are. Only the last is
handed out. Source: rules.md, Order life; invariants C18, C19.
"""

import re
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from pydantic import AwareDatetime

from shared.domain.channel.payment_terms import PaymentKind, PaymentTerms
from shared.domain.errors import Refused
from shared.domain.records import Value

LOOK_EVERY = timedelta(minutes=4)
"""How often the channel is asked: with the sweep of every minute a lost notice costs five."""

PAYABLE = timedelta(hours=2)
"""For how long the channel lets a buyer begin to pay with a code that was handed out."""

RENEWED_AFTER = timedelta(minutes=10)
"""A code that is asked for again so soon is not noted anew."""

MAX_OPEN = 20
"""How many codes may be open at a time: they have to fit into the order's item."""

MAX_CODES = 100_000
"""How many numbers an order has at the channel, which takes 32 characters."""

_NUMBER = re.compile(r"([0-9A-Z]{26})-([0-9]{1,5})")


class PaymentCode(Value):
    """Something to pay with, in whatever form; `terms` is the digest of how.

    One whose money came and was not taken is `spent`, one that we closed unpaid is `closed`: the
    channel lets nobody pay with either again.
    """

    number: str
    kind: PaymentKind
    terms: str
    asked_at: AwareDatetime
    spent: bool = False
    closed: bool = False

    @property
    def open(self) -> bool:
        """Whether somebody may pay with it yet."""
        return not (self.spent or self.closed)

    @property
    def payable_until(self) -> datetime:
        """Until when somebody can begin to pay with it."""
        return self.asked_at + PAYABLE + RENEWED_AFTER


Codes = Sequence[PaymentCode]


def order_of(number: str) -> str:
    """Give the order that a number at the channel belongs to: its own, or what it begins with."""
    found = _NUMBER.fullmatch(number)
    return found.group(1) if found else number


def outdated(codes: Codes, terms: PaymentTerms) -> list[str]:
    """Give the numbers that are to be closed before somebody is given a code for these terms."""
    kept = codes[-1:] if codes and _serves(codes[-1], terms) else ()
    return [code.number for code in codes if code.open and code not in kept]


def asked(codes: Codes, order: str, terms: PaymentTerms, at: datetime) -> tuple[PaymentCode, ...]:
    """Give the codes with one for these terms as the last; a new one forgets those not open.

    Errors: invalid for one too many.
    """
    last = codes[-1] if codes else None
    if last is None or not _serves(last, terms):
        return (*(code for code in codes if code.open), _new(codes, order, terms, at))
    if at - last.asked_at < RENEWED_AFTER:
        return tuple(codes)
    return (*codes[:-1], last.changed(asked_at=at))


def spend(codes: Codes, number: str) -> tuple[PaymentCode, ...]:
    """Give the codes with one that nobody can pay with again."""
    return tuple(code.changed(spent=True) if code.number == number else code for code in codes)


def close(codes: Codes, closed: Collection[str]) -> tuple[PaymentCode, ...]:
    """Give the codes with those marked that the channel has closed unpaid."""
    return tuple(code.changed(closed=True) if code.number in closed else code for code in codes)


def numbers(codes: Codes, order: str) -> tuple[str, ...]:
    """Give the numbers that somebody may pay under; the order's own where none was noted."""
    return tuple(code.number for code in codes if code.open) if codes else (order,)


def next_look(codes: Codes, looked_at: datetime | None, expires_at: datetime) -> datetime:
    """Give when to ask the channel next whether an order was paid; at its expiry the latest."""
    if looked_at is None or not payable(codes, looked_at):
        return expires_at
    return min(looked_at + LOOK_EVERY, expires_at)


def payable(codes: Codes, at: datetime) -> list[PaymentCode]:
    """Give the codes that somebody may be paying with at an instant."""
    return [code for code in codes if code.open and at <= code.payable_until]


def _serves(code: PaymentCode, terms: PaymentTerms) -> bool:
    return code.open and code.terms == terms.digest


def _new(codes: Codes, order: str, terms: PaymentTerms, at: datetime) -> PaymentCode:
    given = _turn(codes[-1]) + 1 if codes else 0
    _check_room(sum(code.open for code in codes), MAX_OPEN)
    _check_room(given, MAX_CODES)
    number = f"{order}-{given}" if given else order
    return PaymentCode(number=number, kind=terms.kind, terms=terms.digest, asked_at=at)


def _turn(code: PaymentCode) -> int:
    found = _NUMBER.fullmatch(code.number)
    return int(found.group(2)) if found else 0


def _check_room(given: int, most: int) -> None:
    if given >= most:
        raise Refused("invalid", "too_many_codes", max_codes=most)
