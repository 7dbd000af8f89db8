"""Every event of a scenario: of orders, accounts, people, payouts, rules that come into force."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from infra.scenarios.account_events import AccountEnded, AccountOpened, PaidByHand
from infra.scenarios.event import Event
from infra.scenarios.order_events import (
    ChannelDispute,
    Delivered,
    OrderCreated,
    OrderFact,
    Refunded,
    ReturnInspected,
    ReturnReceived,
    ReturnRequested,
)
from infra.scenarios.payment_events import OddResolved, OrderPaid, PaymentRequested
from infra.scenarios.people_events import (
    AwardDecided,
    AwardProposed,
    Bound,
    GradeChanged,
    LevelChanged,
    LinkCreated,
    StandingChanged,
    TransferDecided,
    TransferProposed,
    Violated,
)
from infra.scenarios.plans import OnePlan
from infra.scenarios.values import Name, PersonName, Text, WithdrawalName
from shared.domain.money import Yuan
from shared.domain.policy.policy import Policy


class WithdrawRequested(Event):
    """A payee asks for available money."""

    do: Literal["withdraw_requested"]
    distributor: PersonName
    amount: Yuan
    withdrawal: Name


class PayoutResult(Event):
    """The channel says what became of a transfer; no part named: all open ones."""

    do: Literal["payout_result"]
    withdrawal: WithdrawalName
    result: Literal["success", "failure", "unknown"]
    part: Annotated[int, Field(strict=True, ge=1)] | None = None


class Settle(Event):
    """A period is settled and approved at once."""

    do: Literal["settle"]
    period: Annotated[Text, StringConstraints(pattern=r"^20\d\d(-(0[1-9]|1[0-2])|-Q[1-4])?$")]


class PlanApproved(Event):
    """A plan comes into force, now unless it says when."""

    do: Literal["plan_approved"]
    plan: OnePlan


class PolicyApproved(Event):
    """A policy comes into force, now unless it says when; what it does not say is the default."""

    do: Literal["policy_approved"]
    policy: Policy


class TimePasses(Event):
    """Nothing but time."""

    do: Literal["clock"]


AnyEvent = Annotated[
    OrderCreated
    | PaymentRequested
    | OrderPaid
    | OddResolved
    | OrderFact
    | Delivered
    | ReturnRequested
    | ReturnReceived
    | ReturnInspected
    | Refunded
    | ChannelDispute
    | AccountOpened
    | AccountEnded
    | PaidByHand
    | Bound
    | LinkCreated
    | TransferProposed
    | TransferDecided
    | LevelChanged
    | GradeChanged
    | StandingChanged
    | Violated
    | AwardProposed
    | AwardDecided
    | WithdrawRequested
    | PayoutResult
    | Settle
    | PlanApproved
    | PolicyApproved
    | TimePasses,
    Field(discriminator="do"),
]
