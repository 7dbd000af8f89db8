"""The network: distributors, who is above whom, and what they were on any day.

Source: A100, A101; rules.md, Depth and People; feature 6.
"""

from datetime import datetime
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, AwareDatetime, Field

from shared.domain.decisions import Decision
from shared.domain.errors import Fault
from shared.domain.ledger.journal import BRAND
from shared.domain.moments import HeadRecord, Moment, Occasion, codes_of
from shared.domain.records import Record
from shared.domain.standing import Standing

ProfileCause = Literal[
    "enrolled",
    "level_changed",
    "grade_changed",
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


PayeeId = Annotated[
    str, Field(strict=True, pattern=r"^[A-Za-z0-9_-]{1,32}$"), AfterValidator(not_the_brand)
]
"""A distributor's id: the name of his accounts, so it must not be the brand's."""


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


class ReferralCode(Record):
    """A short code that stands for a distributor in a link (A100).

    `rate_bp` is what he wants for orders through it, inside the plan's limits (A069).
    """

    code: str
    distributor: str
    command: str
    rate_bp: int | None = None

    @property
    def key(self) -> str:
        """The code itself."""
        return self.code
