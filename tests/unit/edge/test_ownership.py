"""What belongs to another is answered as if it did not exist, and nothing is read twice for it."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import count
from typing import Any, NamedTuple

import pytest
from chalice.app import Chalice
from pydantic import BaseModel

from fenrun.client.signing import content_digest
from infra.memory.store import MemoryStore
from shared.domain.approvals.proposals import Proposal
from shared.domain.channel.payment_terms import PaymentTerms
from shared.domain.network.bindings import Binding
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.orders.order import Order
from shared.domain.payouts.payouts import Payout
from shared.domain.records import Record
from shared.domain.webhooks.webhooks import Webhook
from shared.edge.approvals.messages import Withdrawal
from shared.edge.http.operations import Operation
from shared.edge.http.ownership import OWNERS, Owned, named_by
from shared.edge.orders.messages import (
    Delivery,
    Inspection,
    RefundOrder,
    ReturnedGoods,
    ReturnRequest,
)
from shared.edge.webhooks.messages import StartReplay
from shared.usecases.approvals.proposing import new_proposal
from shared.usecases.network.bind import bind_buyer
from shared.usecases.orders.advance_order import advance_order
from shared.usecases.orders.confirm_payment import confirm_payment
from shared.usecases.orders.fulfil_order import ship
from shared.usecases.orders.handle_returns import ask_return, receive_return
from shared.usecases.orders.place_order import place_order
from shared.usecases.payouts.payouts import PAYOUT, request_withdrawal
from tests.unit.edge.gateway_events import CONTEXT, event
from tests.unit.edge.rooms import all_views, serve_all
from tests.unit.usecases.bench import Bench

NOBODY_S = "N" * 26
OPERATIONS = [view.operation for view in all_views()]
NAMING = [
    (it, owned)
    for it in OPERATIONS
    for owned in OWNERS
    if named_by(owned, it.parameters) and it.own in (None, owned)
]
OF_ORDERS = [it for it in OPERATIONS if it.own == "order"]
BODIES: Mapping[type[BaseModel], object] = {
    Delivery: {},
    PaymentTerms: {},
    ReturnRequest: {"lines": [1]},
    ReturnedGoods: {},
    Inspection: {"accepted": True},
    RefundOrder: {"amount_fen": 1},
    Withdrawal: {"version": 1},
    StartReplay: {"since": "2025-03-01T00:00:00Z"},
}
"""A body that is taken, for every model that a view of something owned takes."""

_keys = count(1)


class CountingStore(MemoryStore):
    """A store that counts what is read strongly consistently."""

    def __init__(self) -> None:
        super().__init__()
        self.read: Counter[tuple[type[Record], str]] = Counter()

    def get(self, kind: type[Any], key: str) -> Any:
        self.read[kind, key] += 1
        return super().get(kind, key)


class Brand(NamedTuple):
    """A brand whose shop and distributor A own what others ask for."""

    bench: Bench
    app: Chalice
    store: CountingStore

    def call(
        self, operation: Operation, caller: dict[str, str], **path: str
    ) -> tuple[int, dict[str, Any]]:
        taken = operation.body if operation.own else None
        body = json.dumps(BODIES[taken]).encode() if taken else b""
        headers = {"Idempotency-Key": f"key-{next(_keys):08d}"}
        if body:
            headers |= {"Content-Type": "application/json", "Content-Digest": content_digest(body)}
        asked = event(
            operation.method, operation.path, body=body, headers=headers, path=path, caller=caller
        )
        answer = self.app(asked, CONTEXT)
        return answer["statusCode"], json.loads(answer["body"])


@pytest.fixture
def brand(monkeypatch: pytest.MonkeyPatch) -> Brand:
    monkeypatch.setenv("POWERTOOLS_METRICS_DISABLED", "true")
    monkeypatch.setattr("tests.unit.usecases.bench.MemoryStore", CountingStore)
    bench = Bench()
    assert isinstance(bench.store, CountingStore)
    return Brand(bench, serve_all(bench.ports), bench.store)


def named(value: object) -> str:
    return value.name if isinstance(value, Operation) else str(value)


def caller(owned: Owned, who: str) -> dict[str, str]:
    role = OWNERS[owned]
    return {"kind": "storefront" if role == "storefront" else "person", "id": who, "role": role}


def order_of_the_shop(bench: Bench) -> str:
    return bench.paid().id


def payout_of_a(bench: Bench) -> str:
    order = bench.delivered()
    bench.clock.set(bench.store.get(Order, order.id).due_at + timedelta(minutes=1))
    advance_order(bench.ports, order.id)
    return request_withdrawal(bench.ports, bench.command("withdraw"), "A", 100).id


def proposal_of_a(bench: Bench) -> str:
    proposal = new_proposal(bench.ports, "P" * 26, PAYOUT, "payout", {}, "A")
    bench.store.commit([proposal])
    return proposal.id


def webhook_of_the_shop(bench: Bench) -> str:
    webhook = Webhook(
        id="W" * 26,
        url="https://shop.example/hooks",
        storefront="shop",
        created_at=bench.clock.now(),
    )
    bench.store.commit([webhook])
    return webhook.id


def buyer_of_the_shop(bench: Bench) -> str:
    lines = (NewLine(line=1, sku="tee", qty=1, price_fen=100),)
    new = NewOrder(buyer="one-of-the-shop", lines=lines)
    order = place_order(bench.ports, bench.command("O"), "shop", new)
    bind_buyer(bench.ports, bench.command("bound"), order.buyer, "A")
    confirm_payment(bench.ports, bench.payment(order))
    return order.buyer


OWN: dict[Owned, tuple[str, Callable[[Bench], str], type[Record]]] = {
    "buyer": ("shop", buyer_of_the_shop, Binding),
    "order": ("shop", order_of_the_shop, Order),
    "payout": ("A", payout_of_a, Payout),
    "proposal": ("A", proposal_of_a, Proposal),
    "webhook": ("shop", webhook_of_the_shop, Webhook),
}


def test_there_are_routes_to_look_at() -> None:
    assert len(OF_ORDERS) > 9
    assert {owned for _, owned in NAMING} == set(OWNERS)


@pytest.mark.parametrize(("operation", "owned"), NAMING, ids=named)
def test_what_another_owns_is_unknown(brand: Brand, operation: Operation, owned: Owned) -> None:
    _, made, kind = OWN[owned]
    there = made(brand.bench)
    rest = dict.fromkeys(operation.parameters, NOBODY_S)
    asked = {**rest, owned if owned in rest else f"{owned}_id": there}
    before = brand.store.get(kind, there)
    status, problem = brand.call(operation, caller(owned, "other"), **asked)
    assert brand.store.get(kind, there) == before
    if operation.own is None:
        assert (status, problem["code"]) == (403, "forbidden")
        return
    assert (status, problem["code"]) == (404, f"unknown_{owned}")
    unknown = brand.call(operation, caller(owned, "other"), **rest)
    assert unknown == (404, json.loads(json.dumps(problem).replace(there, NOBODY_S)))


def placed(bench: Bench) -> str:
    return bench.placed().id


def shipped(bench: Bench) -> str:
    order = bench.paid()
    ship(bench.ports, bench.command("shipped"), order.id)
    return order.id


def delivered(bench: Bench) -> str:
    return bench.delivered().id


def under_return(bench: Bench) -> str:
    order = bench.delivered()
    ask_return(bench.ports, bench.command("return"), order.id, [1], "return")
    return order.id


def received(bench: Bench) -> str:
    order = under_return(bench)
    receive_return(bench.ports, bench.command("received"), order)
    return order


READY: Mapping[str, Callable[[Bench], str]] = {
    "/payment": placed,
    "/shipment": order_of_the_shop,
    "/delivery": shipped,
    "/cancellation": order_of_the_shop,
    "/returns": delivered,
    "/receipt": under_return,
    "/inspection": received,
    "/refunds": order_of_the_shop,
}
"""How an order is made ready for the command at a path's end."""

READS = {"/payment": 2}
"""Once more after the channel has answered: others may have closed meanwhile what it gives."""


@pytest.mark.parametrize("operation", OF_ORDERS, ids=named)
def test_an_order_is_read_once(brand: Brand, operation: Operation) -> None:
    end = operation.path.rpartition("/")[2]
    order = READY.get(f"/{end}", order_of_the_shop)(brand.bench)
    path = {"order_id": order, "return_id": brand.bench.command("return").id}
    asked = {name: path[name] for name in operation.parameters}
    brand.store.read.clear()
    status, _ = brand.call(operation, caller("order", "shop"), **asked)
    assert status == operation.status
    assert brand.store.read[Order, order] == READS.get(f"/{end}", 1)


@pytest.mark.parametrize("role", ["finance", "operator", "auditor"])
def test_staff_reaches_what_others_own(brand: Brand, role: str) -> None:
    order = order_of_the_shop(brand.bench)
    for operation in OF_ORDERS:
        if operation.method == "GET":
            staff = {"kind": "person", "id": "p-1", "role": role}
            assert brand.call(operation, staff, order_id=order)[0] == 200


def test_an_owner_reaches_his_own_payout(brand: Brand) -> None:
    (read,) = [it for it in OPERATIONS if it.own == "payout"]
    status, shown = brand.call(read, caller("payout", "A"), payout_id=payout_of_a(brand.bench))
    assert (status, shown["payee"]) == (200, "A")
