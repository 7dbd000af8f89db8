"""What is said about distributors: decisions about them, what they were and are."""

from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field

from shared.domain.decisions import Decision, Reason
from shared.domain.identifiers import PlainId
from shared.domain.network.people import Distributor, PayeeId, ProfileCause, RelationChange
from shared.domain.records import Value
from shared.domain.standing import Standing
from shared.domain.texts import OneLine
from shared.edge.http.pages import Listed
from shared.usecases.network.network import Decided, Link

Level = Literal["silver", "gold", "diamond"]


OpenId = Annotated[str, Field(strict=True, pattern=r"^\S{1,64}$")]
"""Who a payee is at the channel."""


class Enrol(Value):
    """A distributor who joins under an upline; with a grade he is an agent, too.

    `name` is what staff call him.
    """

    distributor: PayeeId
    upline: PayeeId | None = None
    level: Level = "silver"
    openid: Annotated[str, Field(strict=True, min_length=1, max_length=64)] | None = None
    grade: PlainId | None = None
    name: OneLine | None = None


class DistributorReceipt(Value):
    """The distributor is active."""

    distributor: str
    joined_at: AwareDatetime


class NewLevel(Value):
    """The level that he has from now on, and why."""

    level: Level
    reason: Reason


class NewGrade(Value):
    """The agent grade that he has from now on, and why; null: he is no agent any more."""

    grade: PlainId | None
    reason: Reason


class NewPayoutAccount(Value):
    """Where he is paid from now on, by who he is at the channel, and why."""

    openid: OpenId
    reason: Reason


class ProfileReceipt(Value):
    """The decision about the distributor is made; `command_id` stands in his history."""

    distributor: str
    decision: ProfileCause
    command_id: str


class DistributorView(Value):
    """A distributor as he is now; `relation` and `changes` count what his history holds."""

    distributor: str
    name: str | None
    standing: Standing
    level: str
    grade: str | None
    upline: str | None
    relation: int
    changes: int
    joined_at: AwareDatetime
    has_payout_account: bool

    @classmethod
    def of(cls, person: Distributor) -> Self:
        """Show a distributor without his account."""
        same = ("name", "standing", "level", "grade", "upline", "relation", "changes", "joined_at")
        return cls(
            distributor=person.id,
            has_payout_account=person.openid is not None,
            **{name: getattr(person, name) for name in same},
        )


class Distributors(Listed[DistributorView]):
    """A page of distributors; where `next` is not null, more may follow behind it."""


class ChainView(Value):
    """A page of the chain at an instant, from the distributor up to the top."""

    at: AwareDatetime
    chain: tuple[Link, ...]
    next: str | None


class HistoryItem(Value):
    """A decision about a distributor: whom he stood under from then on, or what he was.

    Whom: `upline`, with the `proposal_id` of his transfer. What: `level`, `grade` and `standing`,
    with the `command_id` of the decision. `number` counts either by itself.
    """

    number: int
    cause: ProfileCause | Literal["upline_changed"]
    at: AwareDatetime
    decision: Decision
    upline: str | None = None
    proposal_id: str | None = None
    level: str | None = None
    grade: str | None = None
    standing: Standing | None = None
    command_id: str | None = None

    @classmethod
    def of(cls, decided: Decided) -> Self:
        """Show a decision."""
        if isinstance(decided, RelationChange):
            same = {name: getattr(decided, name) for name in ("number", "at", "decision", "upline")}
            return cls(cause="upline_changed", proposal_id=decided.proposal, **same)
        was = ("number", "cause", "level", "grade", "standing", "at", "decision")
        return cls(command_id=decided.command, **{name: getattr(decided, name) for name in was})


class HistoryView(Listed[HistoryItem]):
    """All that was decided about a distributor, oldest first; `next` goes on, null at the end."""
