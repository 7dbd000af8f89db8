"""The network: distributors, who is above whom, and what they were on any day.

Source: A100, A101; rules.md, Depth and People; feature 6.
"""

import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, AwareDatetime, Field

from shared.domain.day_pointers import OnDay
from shared.domain.decisions import Decision
from shared.domain.errors import Fault
from shared.domain.ledger.journal import BRAND
from shared.domain.moments import HeadRecord, Moment, Occasion, codes_of
from shared.domain.records import Pointer, Record
from shared.domain.standing import Standing
from shared.domain.times import iso_utc

ProfileCause = Literal[
    "enrolled",
    "level_changed",
    "grade_changed",
    "payout_account_entered",
    "suspended",
    "reinstated",
    "removed",
    "forfeited",
]
"""What a decision about a person does to him."""

Told = Literal["upline_changed", "violation_recorded"]

PersonCode: TypeAlias = ProfileCause | Told
"""What happens to a person, as his moments bear it."""


def not_the_brand(payee: str) -> str:
    """Give an id unless it is the name of the brand's accounts. Errors: Fault."""
    if payee == BRAND:
        raise Fault("id_of_the_brand", id=BRAND)
    return payee


HolderId = Annotated[str, Field(strict=True, pattern=r"^[A-Za-z0-9_-]{1,32}$")]
"""Who has accounts, or stands above somebody: a distributor's id, or the brand's own name."""

PayeeId = Annotated[HolderId, AfterValidator(not_the_brand)]
"""A distributor's id: the name of his accounts, so it must not be the brand's."""


MEMBER_SHARDS = 4
"""Into how many lists the distributors are divided; a page reads all of them."""


class Member(Pointer):
    """By which every distributor is found, shard by shard, in the order of their ids."""

    shard: str
    distributor: str


class Downline(Pointer):
    """By which those are found who stand, or once stood, next below somebody."""

    upline: str
    distributor: str


class Distributor(HeadRecord):
    """A person who may be paid: level, standing and upline as they are now.

    `relation` counts the changes of his upline, `changes` those of all the rest.
    """

    called: ClassVar[str] = "distributor"
    codes: ClassVar[frozenset[str]] = codes_of(ProfileCause, Told)

    id: Annotated[str, AfterValidator(not_the_brand)]
    standing: Standing = "active"
    level: str = "silver"
    upline: str | None = None
    relation: int = 0
    changes: int = 0
    name: str | None = None
    """What he is called, where anybody has said so."""
    openid: str | None = None
    grade: str | None = None
    """The agent grade that he buys at, if he is an agent."""
    joined_at: AwareDatetime
    last_violation_at: AwareDatetime | None = None

    @property
    def key(self) -> str:
        """The distributor's id."""
        return self.id

    @property
    def pointers(self) -> tuple[Pointer, ...]:
        """Among everybody."""
        shard = str(zlib.crc32(self.id.encode()) % MEMBER_SHARDS)
        return (Member(shard=shard, distributor=self.id),)

    @property
    def owners(self) -> tuple[str, ...]:
        """He himself."""
        return (self.id,)


def subject_of(distributor: str) -> str:
    """Name a distributor as a subject."""
    return f"{Distributor.called}/{distributor}"


def decided(
    code: PersonCode, at: datetime, decision: Decision, command: str, **facts: str
) -> Moment:
    """Tell what was decided about a person; his history says why."""
    return Occasion(at, command, decision.by).moment(code, facts=facts)


class RelationChange(Record):
    """From `at` on, the distributor's upline is `upline`: his `number`-th change, and why.

    `proposal` names the approved transfer; None: he joined so.
    """

    distributor: str
    number: int
    upline: str | None
    at: AwareDatetime
    decision: Decision
    proposal: str | None = None

    @property
    def key(self) -> str:
        """The change's place in the distributor's history."""
        return relation_key(self.distributor, self.number)

    @property
    def pointers(self) -> tuple[Pointer, ...]:
        """Below whom he stands from then on."""
        if self.upline is None:
            return ()
        return (Downline(upline=self.upline, distributor=self.distributor),)


def relation_key(distributor: str, number: int) -> str:
    """Give the place of the `number`-th change of a distributor's upline."""
    return f"{distributor}/{number:06d}"


class ProfileChange(Record):
    """From `at` on the distributor has this level, grade and standing: his `number`-th change.

    `command` names the journal of the money that the decision moved, if it moved any.
    """

    distributor: str
    number: int
    cause: ProfileCause
    level: str
    grade: str | None = None
    standing: Standing
    at: AwareDatetime
    decision: Decision
    command: str

    @property
    def key(self) -> str:
        """The change's place in the distributor's history."""
        return f"{self.distributor}/{self.number:06d}"


class Tree(Record):
    """One item that every transfer changes: two transfers at once can never close a loop.

    No transfer takes effect before the last one, so that no past day shows a loop either.
    """

    changed_at: AwareDatetime | None = None

    @property
    def key(self) -> str:
        """There is one tree."""
        return "tree"


class LinkOn(OnDay):
    """By which the links made on a local day are found, shard by shard, in that order."""

    code: str


class LinkOf(Pointer):
    """By which a distributor's links are found, in the order in which he made them."""

    distributor: str
    created_at: str
    code: str


class ReferralCode(Record):
    """A short code that stands for a distributor in a link (A100).

    `rate_bp` is what he wants for orders through it, inside the plan's limits (A069).
    """

    code: str
    distributor: str
    command: str
    rate_bp: int | None = None
    created_at: AwareDatetime | None = None

    @property
    def key(self) -> str:
        """The code itself."""
        return self.code

    @property
    def pointers(self) -> Iterator[Pointer]:
        """By its day and by whose it is."""
        if self.created_at is not None:
            yield LinkOn.leading(self.created_at, self.code)
            created_at = iso_utc(self.created_at)
            yield LinkOf(distributor=self.distributor, created_at=created_at, code=self.code)
