"""Rules that are decided when a period is over: what counts for them, and what that pays.

Source: A080.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Literal, Protocol

from pydantic import Field

from shared.domain.civil_periods import Cadence, bounds
from shared.domain.commission.counted import Counted
from shared.domain.commission.period_pay import Pay, PeriodFacts
from shared.domain.commission.prizes import Prize, Ranked
from shared.domain.rules.period_ref import PeriodRef, Role
from shared.domain.rules.rule import Rule
from shared.domain.terms.parts import OnRefund, OrderKind, OrderKinds


class Contest(Protocol):
    """A rule that pays whoever is better than others: all are ranked before anybody is paid."""

    def reached(self, counted: Counted) -> int | None:
        """Give what somebody is ranked by; None: he is not ranked."""

    def best(self, ranked: Iterable[Ranked]) -> tuple[Ranked, ...]:
        """Give those who share a place with a prize, and the first behind them, best first."""

    def prizes(self, ranked: Sequence[Ranked]) -> dict[str, Prize]:
        """Give what everybody wins of those whom `best` gave."""


class PeriodicRule(Rule):
    """A rule that looks at a period when it is over."""

    if TYPE_CHECKING:
        orders: OrderKinds

    @property
    def waits_for_period(self) -> bool:
        """Whether a period decides anything by it."""
        return True

    # What counts

    @property
    @abstractmethod
    def cadence(self) -> Cadence:
        """How often it is evaluated."""

    @property
    def closes_after(self) -> int:
        """How many days after its end a period is evaluated."""
        return 0

    @property
    def counts_when(self) -> Literal["released", "paid"]:
        """Whether a sale belongs to the period of its release, or to that of its payment."""
        return "released"

    @property
    def roles(self) -> tuple[Role, ...]:
        """Which orders count for somebody: those to which he stands so."""
        return ("own",)

    @property
    def reach(self) -> int:
        """How many above the buyer it looks at; 0: it counts the pieces it pays for."""
        return 1

    @property
    def is_lifetime(self) -> bool:
        """Whether the count goes on from period to period."""
        return False

    @property
    def pays_own_sales(self) -> bool:
        """Whether its rate is of the payee's own sales, whatever opens it."""
        return False

    def ref(self) -> PeriodRef:
        """Give what an order keeps of it."""
        return PeriodRef(
            rule=self.id,
            cadence=self.cadence,
            counted=self.counts_when,
            reach=self.reach,
            lifetime=self.is_lifetime,
        )

    # What that pays

    @abstractmethod
    def pay(self, level: str, facts: PeriodFacts, prize: Prize | None = None) -> Pay:
        """Say what it pays somebody of a level for what was counted, and for a prize he has won."""

    @abstractmethod
    def period_terms(self, level: str) -> str:
        """Say in words what it pays somebody of a level."""

    def qualifies(self, level: str, violations: Iterable[datetime], period: str) -> bool:
        """Tell whether it pays somebody, as he was when a period ended (A076)."""
        end = bounds(period).end
        since = end - timedelta(days=self.no_violation_days or 0)
        behaved = not any(since < at < end for at in violations)
        return behaved and self.pays_level(level)

    @property
    def after_refund(self) -> OnRefund | None:
        """Whether a late refund looks it up anew or keeps what was booked; None: neither."""
        return None

    @property
    def contest(self) -> Contest | None:
        """What ranks people, for a rule that pays only the best."""
        return None

    # What it pays at most

    @property
    def may_be_on_account(self) -> bool:
        """Whether a rule of a longer period may take off what it paid."""
        return False

    @property
    def most_bp(self) -> int:
        """The most that a period pays all who share in a sale, in basis points of it."""
        return 0

    @property
    def pays_teams(self) -> bool:
        """Whether it pays the teams of as many uplines as a sale may pay."""
        return False

    def counts_orders(self, kind: OrderKind) -> bool:
        """Tell whether orders of a kind count for it."""
        return kind in self.orders


class PeriodRule(PeriodicRule):
    """A rule that is decided when a period is over, from what was released in it (A080)."""

    period: Cadence
    """How long the period is (A080)."""
    counted: Literal["released", "paid"] = "released"
    """Whether a sale belongs to the period of its release, or to that of its payment."""
    close_after_days: Annotated[int, Field(strict=True, ge=0, le=366)] = 0
    """How many days after the period's end it is measured."""
    orders: OrderKinds = ("sale", "pickup")
    """Which orders count."""

    @property
    def cadence(self) -> Cadence:
        """How often it is evaluated."""
        return self.period

    @property
    def closes_after(self) -> int:
        """How many days after its end a period is evaluated."""
        return self.close_after_days

    @property
    def counts_when(self) -> Literal["released", "paid"]:
        """Whether a sale belongs to the period of its release, or to that of its payment."""
        return self.counted


def periodic_rules(rules: Iterable[Rule]) -> Iterator[PeriodicRule]:
    """Give those of some rules that a period decides, in their order."""
    for rule in rules:
        if isinstance(rule, PeriodicRule) and rule.waits_for_period:
            yield rule
