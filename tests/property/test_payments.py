"""However notices, questions, deadlines and decisions fall: every yuan is booked or goes back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from infra.memory.channel import MemoryChannel
from shared.domain.approvals.proposals import Verdict
from shared.domain.channel.channel import (
    ChannelUnavailable,
    Notice,
    Payment,
    PaymentIntent,
    PaymentRequest,
)
from shared.domain.channel.payment_terms import PaymentTerms
from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.domain.ledger.balances import Balance
from shared.domain.odd_notices.odd_notices import OddNotice
from shared.domain.odd_notices.resolutions import Choice
from shared.domain.orders.order import Order
from shared.domain.orders.refund_record import Refund
from shared.domain.ownership import ALL
from shared.ports import GivenPorts
from shared.usecases.channel.take_notice import take_notice
from shared.usecases.inbox import inbox
from shared.usecases.odd_notices.resolving import resolve
from shared.usecases.orders.advance_order import advance_order
from shared.usecases.orders.books import require_order
from shared.usecases.orders.collect_payment import request_payment
from shared.usecases.orders.fulfil_order import cancel
from tests.payments import NATIVE
from tests.unit.usecases.bench import FINANCE, Bench

WAYS = (
    NATIVE,
    PaymentTerms(kind="jsapi", openid="o1"),
    PaymentTerms(kind="h5", payer_client_ip="192.0.2.1"),
)


@dataclass
class Till(MemoryChannel):
    """A channel where buyers pay by any code that is open; it may be out of reach."""

    codes: dict[str, PaymentRequest] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    payments: dict[str, Payment] = field(default_factory=dict)
    away: bool = False

    def request_payment(self, request: PaymentRequest) -> PaymentIntent:
        self._reach()
        self.codes[request.number or request.order_id] = request
        return super().request_payment(request)

    def close_payment(self, number: str) -> Literal["closed", "already_paid"]:
        self._reach()
        if number in self.payments:
            return "already_paid"
        self.closed.add(number)
        return "closed"

    def query_payment(self, number: str) -> Payment | None:
        self._reach()
        return self.payments.get(number)

    @property
    def open(self) -> list[str]:
        return [each for each in self.codes if each not in self.closed | self.payments.keys()]

    def _reach(self) -> None:
        if self.away:
            raise ChannelUnavailable("out of reach")


class Shop:
    """An order of 100.00, its buyer, and everything that may happen to its money."""

    def __init__(self) -> None:
        self.bench, self.till = Bench(), Till()
        old = self.bench.ports
        self.ports = GivenPorts(old.store, old.clock, old.calendar, self.till)
        self.order = self.bench.placed().id
        self.commands = 0

    def ask(self, way: int) -> None:
        request_payment(self.ports, self.order, WAYS[way % len(WAYS)], ALL)

    def pay(self, what: int) -> None:
        if not self.till.open:
            return
        number = self.till.open[what % len(self.till.open)]
        self.till.payments[number] = Payment(
            order_id=self.order,
            number=None if number == self.order else number,
            transaction_id=f"T{len(self.till.payments)}",
            amount_fen=(100_00, 100_00, 90_00, 110_00)[what % 4],
            currency="CNY",
            paid_at=self.bench.clock.now(),
        )

    def hear(self, which: int) -> None:
        payments = list(self.till.payments.values())
        if payments:
            payment = payments[which % len(payments)]
            take_notice(self.ports, Notice(notice_id=f"N{which}", payment=payment))

    def wait(self, minutes: int) -> None:
        self.bench.wait(minutes=minutes)
        advance_order(self.ports, self.order)

    def linger(self, minutes: int) -> None:
        """Time passes, and no sweep comes by."""
        self.bench.wait(minutes=5 * minutes)

    def call_off(self, _: int) -> None:
        cancel(self.ports, self._command(), self.order)

    def decide(self, what: int) -> None:
        notices = self.bench.store.all(OddNotice)
        if notices:
            choices: tuple[Choice, ...] = ("take", "pay_back", "note")
            notice, choice = notices[what % len(notices)], choices[what % 3]
            found = resolve(self.ports, self._command(), notice.id, choice, FINANCE)
            if found.proposal is not None:
                seen = Verdict("chief", self.bench.clock.now(), found.proposal.version)
                inbox.approve(self.ports, self._command(), found.proposal.id, seen)

    def cut(self, away: int) -> None:
        self.till.away = bool(away % 2)

    @property
    def at(self) -> Order:
        return require_order(self.bench.store, self.order)

    def _command(self) -> Command:
        self.commands += 1
        return self.bench.command(f"command {self.commands}")


STEPS: tuple[Callable[[Shop, int], None], ...] = (
    Shop.ask,
    Shop.pay,
    Shop.hear,
    Shop.wait,
    Shop.linger,
    Shop.call_off,
    Shop.decide,
    Shop.cut,
)


def settled(shop: Shop) -> None:
    """The channel is back, every notice comes at last, and time goes on."""
    shop.till.away = False
    shop.wait(45)
    for which in range(len(shop.till.payments)):
        shop.hear(which)
    shop.wait(1)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 11)), max_size=14))
def test_every_payment_is_the_orders_or_goes_back(
    history: list[tuple[Callable[[Shop, int], None], int]],
) -> None:
    shop = Shop()
    for step, number in history:
        try:
            step(shop, number)
        except (Refused, ChannelUnavailable):
            continue
    settled(shop)

    order = shop.at
    assert order.status in ("paid", "cancelled")
    assert order.status == "paid" or not shop.till.open
    back: dict[str | None, list[int]] = {}
    for refund in shop.bench.store.all(Refund):
        back.setdefault(refund.paid_under, []).append(refund.amount_fen)
    noted = {each.transaction for each in shop.bench.store.all(OddNotice) if is_noted(each)}
    for payment in shop.till.payments.values():
        given = back.pop(payment.number, [])
        if payment.transaction_id == order.transaction:
            assert sum(given) == payment.amount_fen - (100_00 if order.status == "paid" else 0)
        else:
            assert given == ([] if payment.transaction_id in noted else [payment.amount_fen])
    assert back == {}
    assert not [each for each in shop.bench.store.all(OddNotice) if each.state == "open"]
    pending = 10_00 if order.status == "paid" else 0
    assert sum(share.pending for each in order.commissions[:1] for share in each.shares) == pending
    assert all(each.debt == 0 for each in shop.bench.store.all(Balance))


def is_noted(notice: OddNotice) -> bool:
    return notice.resolution == "noted"
