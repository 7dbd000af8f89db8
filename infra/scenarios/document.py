"""The scenario file: people, plan, policy, events and what everybody must hold at the end.

Source: scenarios.md. Read strictly: an unknown event or field, a decreasing `at` or a number where
an amount is due is an error with its line and a remedy.
"""

from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from infra.scenarios.strict_yaml import DocumentError, Place, load
from shared.domain.money import Yuan
from shared.domain.orders import RefundPart, ReturnKind
from shared.domain.policy import Policy

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_./-]{1,64}$")]
LineNumber = Annotated[int, Field(strict=True, ge=1, le=100)]
LineNumbers = Annotated[tuple[LineNumber, ...], Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Person(_Strict):
    """A distributor at the beginning of the story."""

    upline: Name | None = None
    level: Name = "silver"


class Buyer(_Strict):
    """A buyer at the beginning of the story."""

    bound_to: Name | None = None


class ScenarioLine(_Strict):
    """One product of an order."""

    line: LineNumber
    sku: Name
    qty: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    price: Yuan
    cost: Yuan | None = None
    category: Name | None = None


class Event(_Strict):
    """Something that happens at an instant; all due by then has happened before."""

    at: AwareDatetime

    @field_validator("at", mode="before")
    @classmethod
    def _is_text(cls, value: object) -> object:
        if not isinstance(value, str):
            raise ValueError('write the time as text, like "2025-03-01T10:00:00+08:00"')
        return value


class OrderCreated(Event):
    do: Literal["order_created"]
    order: Name
    buyer: Name
    lines: Annotated[tuple[ScenarioLine, ...], Field(min_length=1, max_length=100)]
    coupon: Yuan = 0
    courier: Literal["standard", "other"] = "standard"
    freight: Yuan = 0
    kind: Literal["sale", "pickup"] = "sale"


class OrderPaid(Event):
    do: Literal["order_paid"]
    order: Name
    transaction: Name | None = None
    amount: Yuan | None = None


class OrderFact(Event):
    do: Literal["shipped", "cancelled"]
    order: Name


class Delivered(Event):
    do: Literal["delivered"]
    order: Name
    lines: LineNumbers | None = None


class ReturnRequested(Event):
    do: Literal["return_requested"]
    order: Name
    lines: LineNumbers
    kind: ReturnKind = "return"


class ReturnReceived(Event):
    do: Literal["return_received"]
    order: Name
    lines: LineNumbers | None = None


class ReturnInspected(Event):
    do: Literal["return_inspected"]
    order: Name
    accepted: Annotated[bool, Field(strict=True)]
    lines: LineNumbers | None = None


class Refunded(Event):
    do: Literal["refunded"]
    order: Name
    amount: Yuan
    line: LineNumber | None = None
    part: RefundPart = "goods"
    refund: Name | None = None


class ChannelDispute(Event):
    do: Literal["chargeback", "dispute_won"]
    order: Name
    amount: Yuan


class Bound(Event):
    do: Literal["bound"]
    buyer: Name | None = None
    distributor: Name | None = None
    to: Name

    @model_validator(mode="after")
    def _one_person(self) -> Self:
        if (self.buyer is None) == (self.distributor is None):
            raise ValueError("name either a buyer or a distributor")
        return self


class LevelChanged(Event):
    do: Literal["level_changed"]
    distributor: Name
    level: Name


class StandingChanged(Event):
    do: Literal["suspended", "reinstated", "removed", "forfeited"]
    distributor: Name


class WithdrawRequested(Event):
    do: Literal["withdraw_requested"]
    distributor: Name
    amount: Yuan
    withdrawal: Name


class PayoutResult(Event):
    do: Literal["payout_result"]
    withdrawal: Name
    result: Literal["success", "failure", "unknown"]
    part: Annotated[int, Field(strict=True, ge=1)] | None = None


class Settle(Event):
    do: Literal["settle"]
    period: Annotated[str, StringConstraints(pattern=r"^20\d\d(-(0[1-9]|1[0-2])|-Q[1-4])?$")]


class PlanApproved(Event):
    do: Literal["plan_approved"]
    plan: str | dict[str, Any]


class TimePasses(Event):
    do: Literal["clock"]


AnyEvent = Annotated[
    OrderCreated
    | OrderPaid
    | OrderFact
    | Delivered
    | ReturnRequested
    | ReturnReceived
    | ReturnInspected
    | Refunded
    | ChannelDispute
    | Bound
    | LevelChanged
    | StandingChanged
    | WithdrawRequested
    | PayoutResult
    | Settle
    | PlanApproved
    | TimePasses,
    Field(discriminator="do"),
]


class Expect(_Strict):
    """Any part of the result."""

    balances: dict[str, dict[str, Any]] = {}
    orders: dict[str, dict[str, Any]] = {}
    postings: list[dict[str, Any]] | None = None
    notices: list[dict[str, Any]] | None = None
    rejected: list[dict[str, Any]] | None = None


class Scenario(_Strict):
    """One story."""

    title: str
    plan: str | dict[str, Any] | list[dict[str, Any]] = "depth-10-5"
    policy: Policy = Policy()
    people: dict[Name, Person] = {}
    buyers: dict[Name, Buyer] = {}
    events: Annotated[tuple[AnyEvent, ...], Field(min_length=1)]
    expect: Expect = Expect()

    @model_validator(mode="after")
    def _people_are_known(self) -> Self:
        named = [(name, person.upline) for name, person in self.people.items()]
        named += [(name, buyer.bound_to) for name, buyer in self.buyers.items()]
        for name, above in named:
            if above is not None and above not in self.people:
                raise ValueError(f"{name} names {above}, who does not stand under people")
        return self


def read_scenario(path: Path) -> Scenario:
    """Read a scenario file. Errors: `DocumentError` with line and remedy."""
    data, lines = load(path)
    try:
        scenario = Scenario.model_validate(data)
    except ValidationError as error:
        raise DocumentError("\n".join(_explained(path, error, lines))) from error
    _require_time_to_pass(path, scenario, lines)
    return scenario


def _explained(path: Path, error: ValidationError, lines: dict[Place, int]) -> list[str]:
    return [
        f"{path}:{_line(problem['loc'], lines)}: {_dotted(problem['loc'])}: {problem['msg']}"
        for problem in error.errors(include_url=False)
    ]


def _line(place: Place, lines: dict[Place, int]) -> int:
    """Find the line of an error; pydantic names the event's kind inside the place."""
    found = lines.get((), 1)
    known: Place = ()
    for step in place:
        if (*known, step) in lines:
            known = (*known, step)
            found = lines[known]
    return found


def _dotted(place: Place) -> str:
    return ".".join(str(step) for step in place) or "file"


def _require_time_to_pass(path: Path, scenario: Scenario, lines: dict[Place, int]) -> None:
    for number in range(1, len(scenario.events)):
        if scenario.events[number].at < scenario.events[number - 1].at:
            line = lines[("events", number)]
            raise DocumentError(
                f"{path}:{line}: events.{number}.at: earlier than the event before it; "
                "put the events in the order of their times"
            )
