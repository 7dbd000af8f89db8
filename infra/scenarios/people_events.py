"""What happens to the people of a scenario: their relations, levels, standing, awards by hand."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from infra.scenarios.event import Event
from infra.scenarios.values import Name, OwnId, PersonName
from shared.domain.errors import Fault
from shared.domain.forms import Form, TaxNature
from shared.domain.money import BasisPoints, Yuan
from shared.domain.network.conduct import ViolationCode


class Bound(Event):
    """A buyer is bound to a distributor, or a distributor is moved under another."""

    do: Literal["bound"]
    buyer: OwnId | None = None
    distributor: PersonName | None = None
    to: PersonName

    @model_validator(mode="after")
    def _one_person(self) -> Self:
        if (self.buyer is None) == (self.distributor is None):
            raise Fault("story_one_person")
        return self


class LinkCreated(Event):
    """A distributor makes a link, perhaps with a rate of his own."""

    do: Literal["link_created"]
    distributor: PersonName
    link: Name
    rate_bp: BasisPoints | None = None


class TransferProposed(Event):
    """Somebody proposes to move a distributor under another; nothing moves yet."""

    do: Literal["transfer_proposed"]
    distributor: PersonName
    to: PersonName
    transfer: Name
    by: Name = "operator"


class TransferDecided(Event):
    """Somebody approves or rejects a proposed move."""

    do: Literal["transfer_approved", "transfer_rejected"]
    distributor: PersonName
    transfer: Name
    by: Name = "finance"


class LevelChanged(Event):
    """A distributor has another level from now on."""

    do: Literal["level_changed"]
    distributor: PersonName
    level: Name


class GradeChanged(Event):
    """An agent has another grade from now on; without one he is no agent any more."""

    do: Literal["grade_changed"]
    distributor: PersonName
    grade: Name | None


class StandingChanged(Event):
    """A distributor is suspended, reinstated or removed, or loses what is held."""

    do: Literal["suspended", "reinstated", "removed", "forfeited"]
    distributor: PersonName


class Violated(Event):
    """A distributor does what he must not do, and it is recorded at once."""

    do: Literal["violated"]
    distributor: PersonName
    code: ViolationCode = "price_raise"


class AwardProposed(Event):
    """Somebody proposes a manual award."""

    do: Literal["award_proposed"]
    distributor: PersonName
    award: Name
    amount: Annotated[Yuan, Field(gt=0)]
    form: Form = "cash"
    tax_nature: TaxNature = "labour"
    by: Name = "operator"


class AwardDecided(Event):
    """Somebody decides about a manual award, or proposes to take it back."""

    do: Literal[
        "award_approved",
        "award_rejected",
        "award_reversal_proposed",
        "award_reversed",
        "award_reversal_rejected",
    ]
    distributor: PersonName
    award: Name
    by: Name = "finance"
