"""A command reads its order once, and anew only when something outside, or somebody, has acted."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import pytest

from infra.memory.store import MemoryStore
from shared.domain.channel.payment_terms import PaymentTerms
from shared.domain.orders.order import Order
from shared.domain.orders.refund_record import Refund
from shared.domain.records import Record
from shared.edge.http.view import views_of
from shared.edge.orders import finance_views, views
from shared.ports import Conflict
from shared.usecases.orders import (
    fulfil_order,
    handle_returns,
    refund_order,
)
from tests.payments import NATIVE
from tests.unit.usecases.bench import Bench
from tests.unit.usecases.orders.moments_of_orders import (
    Act,
    accounted,
    advance,
    asked,
    by_hand,
    charged_back,
    command,
    confirm,
    dispute,
    expired,
    looked_for,
    paid_unheard,
    received,
    refund_carried_out,
    refunded,
    refused_refund,
    repaid,
    request,
    returning,
    run_out,
    shipped,
)

JSAPI = PaymentTerms(kind="jsapi", openid="o1")


class Watched(MemoryStore):
    """A store that tells when an order or a refund is read, and when anything is written."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def get(self, kind: type[Any], key: str) -> Any:
        self._saw(kind)
        return super().get(kind, key)

    def get_all(self, kind: type[Any], keys: Iterable[str], *, exact: bool = False) -> Any:
        self._saw(kind)
        return super().get_all(kind, keys, exact=exact)

    def commit(self, records: Iterable[Record]) -> None:
        try:
            super().commit(records)
        except Conflict:
            self.seen.append("conflict")
            raise

    def _saw(self, kind: type[Record]) -> None:
        if kind in (Order, Refund):
            self.seen.append(kind.__name__)


def bench() -> Bench:
    return Bench(Watched())


def watched(bench: Bench) -> Watched:
    assert isinstance(bench.store, Watched)
    return bench.store


def listen_to_channel(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    seen, channel = watched(bench).seen, bench.channel

    def wrapped(known: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            seen.append("channel")
            return known(*args)

        return call

    for name in ("request_payment", "close_payment", "query_payment", "refund", "query_refund"):
        monkeypatch.setattr(channel, name, wrapped(getattr(channel, name)))


class Watching(NamedTuple):
    """An order to begin with, the command, and what is read when."""

    begin: Callable[[Bench], Order]
    act: Act
    seen: list[str]


ONCE = ["Order"]
THEN_THE_CHANNEL = ["Order", "channel"]

COMMANDS: dict[str, Watching] = {
    "placed": Watching(lambda bench: bench.placed("another"), lambda b, _: b.placed(), ONCE),
    # Read anew behind the channel: others may have closed what it did not know yet.
    "payment requested": Watching(Bench.placed, request(NATIVE), [*THEN_THE_CHANNEL, "Order"]),
    "payment requested otherwise": Watching(
        asked, request(JSAPI), ["Order", "channel", "channel", "Order"]
    ),
    "payment confirmed": Watching(Bench.placed, confirm, ONCE),
    "payment looked for": Watching(looked_for, advance, THEN_THE_CHANNEL),
    "payment found": Watching(paid_unheard, advance, [*THEN_THE_CHANNEL, "Order"]),
    "expired": Watching(expired, advance, THEN_THE_CHANNEL),
    "paid by hand": Watching(accounted, by_hand, ONCE),
    "shipped": Watching(Bench.paid, command(fulfil_order.ship), ONCE),
    "delivered": Watching(shipped, command(fulfil_order.deliver), ONCE),
    "cancelled": Watching(Bench.placed, command(fulfil_order.cancel), ONCE),
    "cancelled while payable": Watching(asked, command(fulfil_order.cancel), THEN_THE_CHANNEL),
    "cancelled when paid": Watching(Bench.paid, command(fulfil_order.cancel), ONCE),
    "return asked": Watching(
        Bench.delivered, command(handle_returns.ask_return, [1], "return"), ONCE
    ),
    "return received": Watching(returning, command(handle_returns.receive_return), ONCE),
    "return inspected": Watching(received, command(handle_returns.inspect_return, True), ONCE),
    "released": Watching(run_out, advance, ONCE),
    "refunded": Watching(Bench.delivered, command(refund_order.refund, 100), ONCE),
    "refund carried out": Watching(refunded, refund_carried_out, ["Refund", "channel", "Refund"]),
    "refund finished by hand": Watching(refused_refund, repaid, ["Order", "Refund"]),
    "charged back": Watching(Bench.delivered, dispute("chargeback"), ONCE),
    "dispute won": Watching(charged_back, dispute("dispute_won"), ONCE),
}

SERVED = {
    "create_order": "placed",
    "request_payment": "payment requested",
    "ship_order": "shipped",
    "deliver_order": "delivered",
    "cancel_order": "cancelled",
    "ask_return": "return asked",
    "receive_return": "return received",
    "inspect_return": "return inspected",
    "refund": "refunded",
    "confirm_manual_payment": "paid by hand",
    "finish_refund_by_hand": "refund finished by hand",
    "report_chargeback": "charged back",
    "report_dispute_won": "dispute won",
}
"""Which case stands for a command of the API."""


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_reads_its_order_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begin, act, seen = COMMANDS[name]
    world = bench()
    order = begin(world)
    listen_to_channel(world, monkeypatch)
    watched(world).seen.clear()

    act(world, order)

    assert watched(world).seen == seen


def test_every_command_that_the_api_takes_about_an_order_is_watched() -> None:
    declared = [*views_of(views), *views_of(finance_views)]
    commands = {each.operation.name for each in declared if each.operation.is_command}

    assert commands == SERVED.keys()
    assert set(SERVED.values()) <= COMMANDS.keys()
