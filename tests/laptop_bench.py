"""The whole product up on one laptop, and a bench with the buttons that its users press."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any, NamedTuple, TypeVar

from fenrun.client import Stack
from infra.local.asl.execution import ExecutionView
from infra.local.functions.context import LambdaContext
from infra.local.functions.registry import Handler
from infra.local.json_value import Json
from infra.local.laptop import SWEEP, Laptop
from infra.local.streams.records import StreamView
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import JournalEntry
from shared.domain.orders.order import Order
from shared.domain.orders.refund_record import Refund
from shared.domain.payouts.payouts import Payout
from shared.domain.payouts.settlement_lines import SettlementLine, line_key
from shared.domain.payouts.settlements import SettlementRun
from shared.domain.records import Record
from shared.domain.rulebook.versions import RuleVersion
from shared.domain.times import local_day, start_of
from shared.usecases.approvals.proposing import require_proposal
from shared.usecases.lists import all_of
from shared.usecases.payouts.settle_period import proposal_id_of

R = TypeVar("R", bound=Record)

STREAM, SWEEPER, ORDER_TASKS = "fenrun-stream", "fenrun-sweeper", "fenrun-order-tasks"
STACK = "fenrun"
LONGER_THAN_A_RETRY = timedelta(minutes=2)


class Team(NamedTuple):
    """A buyer, the promoter he is bound to, and the promoter's upline."""

    buyer: str
    promoter: str
    upline: str


class Posted(NamedTuple):
    """What an order's journal says, without when it was written."""

    cause: str
    at: datetime
    postings: tuple[tuple[str, str, int, int | None], ...]


@dataclass
class Bench:
    """Every button waits until the product is quiet again.

    Where no machine keeps an order's time the sweeper is the engine: it comes by whenever time has
    gone on. `run` keeps the keys of one run apart from those of an earlier run on the same data.
    """

    laptop: Laptop
    run: str = "1"
    patience: float = 60.0
    """For how many seconds of the machine it waits for quiet."""
    _stack: Stack = field(init=False)
    _numbers: Iterator[int] = field(init=False, default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self._stack = Stack(self.laptop.cloud.base_url, self.laptop.credentials, pauses=())

    @property
    def now(self) -> datetime:
        return self.laptop.cloud.clock.now()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.laptop.cloud.drain(self.patience)

    def sweep(self) -> None:
        self.laptop.cloud.functions.invoke(SWEEPER, {})
        self.settle()

    def advance(self, **span: float) -> None:
        self.advance_to(self.now + timedelta(**span))

    def advance_to(self, when: datetime) -> None:
        self.laptop.cloud.advance(when, self.patience)
        if self._sweeper_is_the_engine:
            self.sweep()

    @property
    def _sweeper_is_the_engine(self) -> bool:
        return not self.laptop.workflows or self.laptop.timekeeping == "batched"

    def begin_week(self) -> None:
        """Go on to a Monday, 10:00, that no holiday follows for four weeks."""
        monday = start_of(local_day(self.now)) + timedelta(hours=10)
        while monday < self.now or not self._is_plain(monday):
            monday += timedelta(days=1)
        self.advance_to(monday)

    def _is_plain(self, monday: datetime) -> bool:
        calendar = self.laptop.ports.calendar
        days = [local_day(monday) + timedelta(days=n) for n in range(28)]
        return all(calendar.is_working(day) == (n % 7 < 5) for n, day in enumerate(days))

    def set_policy(self, **document: object) -> None:
        """Put a policy in force; functions that have read the rules before may go on a minute."""
        version = RuleVersion(kind="policy", number=1, effective_from=self.now, document=document)
        self.laptop.ports.store.commit([version])

    # People.

    def team(self) -> Team:
        """Enrol a promoter under an upline, and bind a buyer to him."""
        number = self._name()
        team = Team(f"buyer{number}", f"promoter{number}", f"upline{number}")
        self.enrol(team.upline)
        self.enrol(team.promoter, team.upline)
        code = self.as_person("distributor", team.promoter, "/v1/me/links")["code"]
        self.post("/v1/bindings", {"buyer": team.buyer, "code": code})
        return team

    def enrol(self, distributor: str, upline: str | None = None) -> None:
        body = {"distributor": distributor, "upline": upline, "openid": f"openid-{distributor}"}
        self.as_person("operator", "clerk", "/v1/distributors", body)

    def balance(self, payee: str) -> Balance:
        return self.laptop.ports.store.get(Balance, payee) or Balance(payee=payee)

    # Orders.

    def paid_order(self, *prices: int, team: Team | None = None) -> str:
        order = self.placed_order(*prices, team=team)
        self.pay(order)
        return order

    def placed_order(self, *prices: int, team: Team | None = None, link: str | None = None) -> str:
        """Place an order with one piece a line, of 100.00 and 50.00 unless told otherwise."""
        lines = [
            {"line": number, "sku": f"sku-{number}", "qty": 1, "price_fen": price}
            for number, price in enumerate(prices or (10_000, 5_000), start=1)
        ]
        buyer = (team or self.team()).buyer
        new = {"buyer": buyer, "lines": lines, "link": link}
        order_id: str = self.post("/v1/orders", new)["order_id"]
        return order_id

    def pay(self, order: str) -> None:
        self.post(f"/v1/orders/{order}/payment")
        self.laptop.channel.pay(order)
        self.settle()

    def ship(self, order: str) -> None:
        self.post(f"/v1/orders/{order}/shipment")

    def deliver(self, order: str, *lines: int) -> None:
        self.post(f"/v1/orders/{order}/delivery", {"lines": lines})

    def cancel(self, order: str) -> None:
        self.post(f"/v1/orders/{order}/cancellation")

    def ask_return(self, order: str, *lines: int, kind: str = "return") -> str:
        asked = self.post(f"/v1/orders/{order}/returns", {"lines": lines, "kind": kind})
        return_id: str = asked["return_id"]
        return return_id

    def receive(self, order: str, return_id: str) -> None:
        self.post(f"/v1/orders/{order}/returns/{return_id}/receipt", {})

    def inspect(self, order: str, return_id: str, *, accepted: bool) -> None:
        self.post(f"/v1/orders/{order}/returns/{return_id}/inspection", {"accepted": accepted})

    def refund(self, order: str, amount: int, line: int | None = None) -> str:
        decided = self.post(f"/v1/orders/{order}/refunds", {"amount_fen": amount, "line": line})
        refund_id: str = decided["refund_id"]
        return refund_id

    def order(self, order: str) -> Order:
        return self._stored(Order, order)

    def refunds(self, order: str) -> list[Refund]:
        return list(all_of(self.laptop.ports.store, Refund, order))

    def journal(self, subject: str) -> list[Posted]:
        """What `ORDER#<id>` or `PAYOUT#<id>` has posted."""
        return [_posted(entry) for entry in all_of(self.laptop.ports.store, JournalEntry, subject)]

    # Money for people.

    def with_money(self, *prices: int) -> Team:
        """A team whose promoter has a tenth and whose upline a twentieth of an order available."""
        team = self.team()
        order = self.paid_order(*prices, team=team)
        self.ship(order)
        self.deliver(order)
        self.advance_to(self.order(order).due_at)
        return team

    def payouts_listed(self, payee: str) -> dict[str, str]:
        """What a payee sees of his payouts: what each awaits."""
        listed = self._stack.person("distributor", payee).items("/v1/me/withdrawals")
        return {item["payout_id"]: item["awaiting"] for item in listed}

    def withdraw(self, payee: str, amount: int) -> str:
        asked = self.as_person("distributor", payee, "/v1/me/withdrawals", {"amount_fen": amount})
        payout_id: str = asked["payout_id"]
        return payout_id

    def payout(self, payout: str) -> Payout:
        return self._stored(Payout, payout)

    def start_settlement(self, period: str) -> None:
        self.as_person("finance", "fiona", "/v1/settlements", {"period": period})

    def approve_settlement(self, period: str) -> None:
        self.decide(proposal_id_of(self.settlement(period)), who="chief")

    def decide(
        self, proposal: str, what: str = "approval", who: str = "fiona", **said: object
    ) -> dict[str, Any]:
        """Decide about a proposal as it is now."""
        seen = require_proposal(self.laptop.ports, proposal).version
        path = f"/v1/approvals/{proposal}/{what}"
        return self.as_person("finance", who, path, {"version": seen, **said})

    def proposal(self, period: str, payee: str) -> SettlementLine:
        return self._stored(SettlementLine, line_key(period, payee))

    def settlement(self, period: str) -> SettlementRun:
        return self._stored(SettlementRun, period)

    # Requests.

    def post(self, path: str, body: object = None) -> dict[str, Any]:
        answer = self._stack.storefront().call("POST", path, body, self._name())
        self.settle()
        return answer

    def as_person(self, role: Any, who: str, path: str, body: object = None) -> dict[str, Any]:
        answer = self._stack.person(role, who).call("POST", path, body, self._name())
        self.settle()
        return answer

    # The machinery.

    def execution(self, machine: str, name: str) -> ExecutionView | None:
        executions = self.laptop.cloud.state_machines.executions(f"{STACK}-{machine}")
        return next((each for each in executions if each.name == name), None)

    def states_of(self, order: str) -> str:
        """The states that an order's machine has entered, a transition each."""
        return self._states("order-lifecycle", order)

    def settlement_states(self, period: str, number: int = 1) -> str:
        return self._states("settlement", f"{period}-{number}")

    def payout_states(self, payout: str) -> str:
        return self._states("payout", payout)

    def refund_states(self, refund: str) -> str:
        return self._states("refund", refund)

    @property
    def last_change(self) -> int:
        return self.laptop.cloud.log.last_seq

    def replay_stream(self, since: int) -> None:
        """Deliver the records of all changes since then once more, as AWS does now and then."""
        template, log = self.laptop.cloud.template, self.laptop.cloud.log
        (event,) = template.events("DynamoDB")
        arn = event.properties["Stream"]
        view = StreamView(table=arn.split("/")[1], arn=arn, region=self.laptop.cloud.region)
        records = [view.record(change) for change in log.after(since, log.last_seq)]
        wanted: list[Json] = [each for each in records if "SK" in each["dynamodb"]["Keys"]]
        answer = self.laptop.cloud.functions.invoke(STREAM, {"Records": wanted})
        assert answer == {"batchItemFailures": []}
        self.laptop.cloud.drain()

    @contextmanager
    def stream_down(self) -> Iterator[None]:
        """Let the stream's function fail for a while; its records come again afterwards."""
        with self.function_does(STREAM, _fail):
            yield
        self.laptop.cloud.advance(LONGER_THAN_A_RETRY)

    def break_stream(self) -> None:
        """Let the stream's function fail until the product is started again."""
        self.laptop.cloud.functions.add_handler(STREAM, _fail)

    @contextmanager
    def signals_lost(self) -> Iterator[None]:
        """Let the stream's function forget what it is told."""
        with self.function_does(STREAM, lambda event, context: {"batchItemFailures": []}):
            yield

    @contextmanager
    def function_does(self, name: str, handler: Handler) -> Iterator[None]:
        """Let a function do something else for a while."""
        functions = self.laptop.cloud.functions
        works = functions.get(name).handler
        functions.add_handler(name, handler)
        try:
            yield
            self.laptop.cloud.drain()
        finally:
            functions.add_handler(name, works)

    def _states(self, machine: str, name: str) -> str:
        execution = self.execution(machine, name)
        return " ".join(execution.states_entered) if execution else ""

    def _stored(self, kind: type[R], key: str) -> R:
        record = self.laptop.ports.store.get(kind, key)
        assert record is not None
        return record

    def _name(self) -> str:
        return f"{self.run}n{next(self._numbers):06d}"


@contextmanager
def running(run: str = "1", **options: Any) -> Iterator[Bench]:
    """A bench on a frozen laptop whose sweeper sweeps only when it is told to."""
    with Laptop(frozen=True, without=frozenset({SWEEP}), **options) as laptop:
        yield Bench(laptop, run)


def _fail(event: Json, context: LambdaContext) -> Json:
    raise RuntimeError("the function is down for a while")


def _posted(entry: JournalEntry) -> Posted:
    return Posted(
        entry.cause,
        entry.at,
        tuple((p.from_account, p.to_account, p.amount_fen, p.line) for p in entry.postings),
    )
