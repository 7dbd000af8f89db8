"""The scenario file: people, plan, policy, events and what everybody must hold at the end.

Source: scenarios.md. Read strictly: an unknown event or field, a decreasing `at` or a number where
an amount is due is an error with its line and a remedy.
"""

from collections import Counter
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from infra.scenarios.complaints import complaints
from infra.scenarios.plans import OnePlan, Plans
from infra.scenarios.strict_yaml import DocumentError, Place, load
from shared.domain.errors import RefusalCode
from shared.domain.ledger.journal import BRAND, State
from shared.domain.money import BasisPoints, Yuan, parse_yuan, yuan
from shared.domain.network.conduct import ViolationCode
from shared.domain.orders.order import NoticeCode, RefundPart, ReturnKind, Status
from shared.domain.plans.document import DEFAULT_PLAN
from shared.domain.plans.parts import MAX_PAY_DEPTH, Form, OrderKind, TaxNature
from shared.domain.rulebook.policy import Policy
from shared.domain.times import Instant


def _is_no_account_of_the_brand(name: str) -> str:
    if name == BRAND:
        raise ValueError("brand is the name of the brand's own accounts; choose another")
    return name


def _number_as_text(value: object) -> object:
    """Take an unquoted number where a name is due: `order: 1`, `period: 2025`."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Text = Annotated[str, BeforeValidator(_number_as_text)]
Name = Annotated[Text, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]
PersonName = Annotated[
    Text,
    StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,32}$"),
    AfterValidator(_is_no_account_of_the_brand),
]
WithdrawalName = Annotated[Text, StringConstraints(pattern=r"^[A-Za-z0-9_./-]{1,64}$")]
YuanText = Annotated[str, BeforeValidator(lambda text: yuan(parse_yuan(text)))]
LineNumber = Annotated[int, Field(strict=True, ge=1, le=100)]
LineNumbers = Annotated[tuple[LineNumber, ...], Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Person(_Strict):
    """A distributor at the beginning of the story."""

    upline: PersonName | None = None
    level: Name = "silver"
    grade: Name | None = None


class Buyer(_Strict):
    """A buyer at the beginning of the story."""

    bound_to: PersonName | None = None


class ScenarioTerms(_Strict):
    """What the storefront sets for a line, by depth, nearest first."""

    rates_bp: Annotated[tuple[BasisPoints, ...], Field(max_length=MAX_PAY_DEPTH)] = ()
    per_piece: Annotated[tuple[Yuan, ...], Field(max_length=MAX_PAY_DEPTH)] = ()

    @model_validator(mode="after")
    def _say_something(self) -> Self:
        if not self.rates_bp and not self.per_piece:
            raise ValueError("name rates or sums a piece; a line that pays nothing has a rate of 0")
        return self


class ScenarioLine(_Strict):
    """One product of an order."""

    line: LineNumber
    sku: Name
    qty: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    price: Yuan
    cost: Yuan | None = None
    category: Name | None = None
    terms: ScenarioTerms | None = None


class Event(_Strict):
    """Something that happens at an instant; all due by then has happened before."""

    at: Instant

    @field_validator("at", mode="before")
    @classmethod
    def _is_text(cls, value: object) -> object:
        if not isinstance(value, str):
            raise ValueError('write the time as text, like "2025-03-01T10:00:00+08:00"')
        return value


class OrderCreated(Event):
    """A buyer places an order; `coupon` is the order's discount, `link` the one he came by."""

    do: Literal["order_created"]
    order: Name
    buyer: Name
    lines: Annotated[tuple[ScenarioLine, ...], Field(min_length=1, max_length=100)]
    coupon: Yuan = 0
    courier: Literal["standard", "other"] = "standard"
    freight: Yuan = 0
    kind: OrderKind = "sale"
    link: Name | None = None

    @model_validator(mode="after")
    def _lines_can_be_told_apart(self) -> Self:
        number, times = Counter(line.line for line in self.lines).most_common(1)[0]
        if times > 1:
            raise ValueError(f"line {number} stands here {times} times; number the lines from 1")
        return self


class OrderPaid(Event):
    """Money arrives for an order; the same `transaction` again is a duplicate notice."""

    do: Literal["order_paid"]
    order: Name
    transaction: Name | None = None
    amount: Yuan | None = None


class OrderFact(Event):
    """An order is shipped or cancelled."""

    do: Literal["shipped", "cancelled"]
    order: Name


class Delivered(Event):
    """An order arrives; with lines, the replacement of an exchange."""

    do: Literal["delivered"]
    order: Name
    lines: LineNumbers | None = None


class ReturnRequested(Event):
    """A customer asks to give lines back or exchange them, or claims a defect."""

    do: Literal["return_requested"]
    order: Name
    lines: LineNumbers
    kind: ReturnKind = "return"


class ReturnReceived(Event):
    """Goods of a return arrive; no line named: all that were asked for."""

    do: Literal["return_received"]
    order: Name
    lines: LineNumbers | None = None


class ReturnInspected(Event):
    """A return is accepted or rejected; no line named: all undecided ones."""

    do: Literal["return_inspected"]
    order: Name
    accepted: Annotated[bool, Field(strict=True)]
    lines: LineNumbers | None = None


class Refunded(Event):
    """A refund is decided; the same `refund` again is a duplicate."""

    do: Literal["refunded"]
    order: Name
    amount: Yuan
    line: LineNumber | None = None
    part: RefundPart = "goods"
    refund: Name | None = None


class ChannelDispute(Event):
    """The channel takes money back, or gives it again."""

    do: Literal["chargeback", "dispute_won"]
    order: Name
    amount: Yuan


class Bound(Event):
    """A buyer is bound to a distributor, or a distributor is moved under another."""

    do: Literal["bound"]
    buyer: Name | None = None
    distributor: PersonName | None = None
    to: PersonName

    @model_validator(mode="after")
    def _one_person(self) -> Self:
        if (self.buyer is None) == (self.distributor is None):
            raise ValueError("name either a buyer or a distributor")
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


class TimePasses(Event):
    """Nothing but time."""

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
    | TimePasses,
    Field(discriminator="do"),
]


class ExpectedPosting(_Strict):
    """The given keys of one posting."""

    at: str = ""
    cause: str = ""
    order: str | None = None
    line: int | None = None
    from_: Annotated[str, Field(alias="from")] = ""
    to: str = ""
    amount: YuanText = "0.00"
    why: dict[str, Any] = {}


class ExpectedNotice(_Strict):
    """The given keys of one notice."""

    at: str = ""
    code: NoticeCode | None = None
    order: Text | None = None
    withdrawal: Text | None = None


class ExpectedRejection(_Strict):
    """The given keys of one refused event."""

    event: int = 0
    code: RefusalCode | None = None


class ExpectedOrder(_Strict):
    """The given keys of an order's end."""

    status: Status | None = None
    ship_by: str | None = None
    window_ends: str | None = None
    released_at: str | None = None


class ExpectedBalance(_Strict):
    """The given states of somebody's cash, and of each other form under its name."""

    pending: YuanText = "0.00"
    held: YuanText = "0.00"
    available: YuanText = "0.00"
    reserved: YuanText = "0.00"
    paid: YuanText = "0.00"
    debt: YuanText = "0.00"
    forfeited: YuanText = "0.00"
    points: dict[State, YuanText] = {}
    coupon: dict[State, YuanText] = {}
    gift: dict[State, YuanText] = {}


class Expect(_Strict):
    """Any part of the result; only the keys that a file gives count."""

    balances: dict[str, ExpectedBalance] = {}
    orders: dict[str, ExpectedOrder] = {}
    postings: list[ExpectedPosting] = []
    notices: list[ExpectedNotice] = []
    rejected: list[ExpectedRejection] = []


class Scenario(_Strict):
    """One story."""

    title: Text
    plan: Plans = (DEFAULT_PLAN,)
    policy: Policy = Policy()
    people: dict[PersonName, Person] = {}
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
        raise DocumentError("\n".join(complaints(path, error, lines))) from error
    _require_time_to_pass(path, scenario, lines)
    return scenario


def _require_time_to_pass(path: Path, scenario: Scenario, lines: dict[Place, int]) -> None:
    for number in range(1, len(scenario.events)):
        if scenario.events[number].at < scenario.events[number - 1].at:
            line = lines[("events", number)]
            raise DocumentError(
                f"{path}:{line}: events.{number + 1}.at: earlier than the event before it; "
                "put the events in the order of their times"
            )
