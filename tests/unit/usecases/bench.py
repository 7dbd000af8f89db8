"""A small brand in memory, with a clock and a channel that tests move as they like."""

from datetime import datetime, timedelta
from typing import Literal

from infra.memory.channel import MemoryChannel
from infra.memory.store import MemoryStore
from infra.scenarios.stage import StoryClock
from shared.adapters.calendar_file import load_calendar
from shared.domain.channel.channel import (
    ChannelRefused,
    ChannelUnavailable,
    Payment,
    RefundReport,
    RefundRequest,
    TransferReport,
    TransferRequest,
)
from shared.domain.commands import Command
from shared.domain.decisions import Decision
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.orders.order import Order
from shared.domain.rulebook.versions import RuleVersion
from shared.ports import GivenPorts
from shared.usecases.network.bind import bind_buyer
from shared.usecases.network.people import change_standing, enrol
from shared.usecases.orders.confirm_payment import confirm_payment
from shared.usecases.orders.fulfil_order import deliver, ship
from shared.usecases.orders.place_order import place_order

OPERATOR = Decision(by="ops", reason="the rules say so")
FINANCE = Decision(by="fin", reason="looked at and agreed")

BEGINNING = datetime.fromisoformat("2025-03-03T02:00:00+00:00")

Answer = TransferReport | RefundReport | BaseException | None


class ToldChannel(MemoryChannel):
    """A channel that answers what it was told, else as the one in memory; keeps what was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Answer] = []
        self.heard: list[tuple[str, str]] = []
        self.paid_meanwhile: Payment | None = None

    def tell(self, *answers: Answer) -> None:
        self.answers += answers

    def _answer(self, what: str, number: str) -> Answer | str:
        self.heard.append((what, number))
        if not self.answers:
            return "as usual"
        answer = self.answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def close_payment(self, number: str) -> Literal["closed", "already_paid"]:
        return "already_paid" if self.paid_meanwhile else super().close_payment(number)

    def query_payment(self, number: str) -> Payment | None:
        return self.paid_meanwhile or super().query_payment(number)

    def refund(self, request: RefundRequest) -> RefundReport:
        answer = self._answer("refund", request.refund_id)
        return answer if isinstance(answer, RefundReport) else super().refund(request)

    def query_refund(self, refund_id: str) -> RefundReport | None:
        answer = self._answer("query_refund", refund_id)
        return answer if isinstance(answer, RefundReport) else None

    def transfer(self, request: TransferRequest) -> TransferReport:
        answer = self._answer("transfer", request.bill_no)
        return answer if isinstance(answer, TransferReport) else super().transfer(request)

    def query_transfer(self, bill_no: str) -> TransferReport | None:
        answer = self._answer("query", bill_no)
        if answer == "as usual":
            return super().query_transfer(bill_no)
        return answer if isinstance(answer, TransferReport) else None

    def cancel_transfer(self, bill_no: str) -> TransferReport:
        answer = self._answer("cancel", bill_no)
        return answer if isinstance(answer, TransferReport) else super().cancel_transfer(bill_no)


NO_ANSWER = ChannelUnavailable("no answer")
REFUSED = ChannelRefused("PARAM_ERROR", "not like this")


class Bench:
    """A under B; buyer X belongs to A; an order of 100.00 earns them 10.00 and 5.00."""

    def __init__(self, store: MemoryStore | None = None, **policy: object) -> None:
        self.store = store or MemoryStore()
        self.clock = StoryClock(BEGINNING)
        self.channel = ToldChannel()
        self.ports = GivenPorts(self.store, self.clock, load_calendar(), self.channel)
        version = RuleVersion(
            kind="policy", number=1, effective_from=BEGINNING, document=dict(policy)
        )
        self.store.commit([version])
        for name, upline in (("B", None), ("A", "B")):
            enrol(self.ports, self.command(f"enrol {name}"), name, upline, openid=f"openid-{name}")
        bind_buyer(self.ports, self.command("bind"), "X", "A")

    def command(self, key: str, body: bytes = b"") -> Command:
        return Command.of("test", "route", key, body)

    def suspend(self, distributor: str, key: str = "suspend") -> None:
        change_standing(self.ports, self.command(key), distributor, "suspended", OPERATOR)

    def wait(self, **time: float) -> None:
        self.clock.set(self.clock.now() + timedelta(**time))

    def placed(self, key: str = "O1", price_fen: int = 100_00) -> Order:
        lines = (NewLine(line=1, sku="tee", qty=1, price_fen=price_fen),)
        new = NewOrder(buyer="X", lines=lines)
        return place_order(self.ports, self.command(key), "shop", new)

    def payment(self, order: Order, transaction: str = "T1") -> Payment:
        return Payment(
            order_id=order.id,
            transaction_id=transaction,
            amount_fen=order.due_fen,
            currency="CNY",
            paid_at=self.clock.now(),
        )

    def paid(self, key: str = "O1", price_fen: int = 100_00) -> Order:
        order = self.placed(key, price_fen)
        return confirm_payment(self.ports, self.payment(order, f"paid {key}"))

    def delivered(self, key: str = "O1") -> Order:
        order = self.paid(key)
        ship(self.ports, self.command(f"{key} shipped"), order.id)
        return deliver(self.ports, self.command(f"{key} delivered"), order.id)
