"""Ways to take an order in: the product's, and views as one writes them by hand.

Those have the same logger, read the same records of the same store and write the same order; they
check nothing, know no key again, and work three rates out.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.logging.correlation_paths import API_GATEWAY_REST
from chalice.app import Chalice, ConvertToMiddleware, Response

from infra.bench.request.order import BODY, NEW
from infra.bench.request.table import NAME, CannedTable, brand
from infra.memory.channel import MemoryChannel
from infra.memory.store import MemoryStore
from shared.adapters.clocks import BusinessClock
from shared.adapters.dynamodb.store import DynamoStore
from shared.domain.calendar import WorkingCalendar
from shared.domain.commands import Command
from shared.domain.network.bindings import Binding
from shared.domain.network.people import Distributor
from shared.domain.orders.order import Order
from shared.edge.http.serve import serve
from shared.edge.orders import views
from shared.edge.settings import Settings
from shared.ports import GivenPorts, Store
from shared.usecases.orders.place_order import place_order

RATES_BP = (1000, 500, 200)
Line = Callable[[Store, str], Iterator[Distributor]]
"""How those above somebody are read, he the first."""


def product(table: CannedTable) -> Chalice:
    """The product's own function."""
    ports = _ports(DynamoStore(table.client, NAME))
    return serve("storefront", ports, Settings({}), [views], _no_secrets)


def by_hand(table: CannedTable, line: Line) -> Chalice:
    """A view that is written by hand."""
    app, store, order = Chalice("bench", configure_logs=False), _store(table), _placed()
    logged = Logger(service="bench").inject_lambda_context(
        correlation_id_path=API_GATEWAY_REST, clear_state=True
    )
    app.register_middleware(ConvertToMiddleware(logged), event_type="http")

    @app.route("/v1/orders", methods=["POST"])
    def create() -> Response:
        request: Any = app.current_request
        return Response(_taken(store, line, order, request.headers, request.json_body), None, 201)

    return app


def one_by_one(store: Store, first: str) -> Iterator[Distributor]:
    """Read the line as one writes it: each when the one below him is known."""
    found = store.get(Distributor, first)
    while found is not None:
        yield found
        found = store.get(Distributor, found.upline) if found.upline else None


def at_once(store: Store, first: str) -> Iterator[Distributor]:
    """Read the line as the product does."""
    return store.upwards(Distributor, first, lambda each: each.upline)


def _taken(
    store: Store, line: Line, order: Order, headers: Any, body: dict[str, Any]
) -> dict[str, Any]:
    order_id = hashlib.sha256(headers["idempotency-key"].encode()).hexdigest()[:26].upper()
    buyer = body["buyer"]
    found = store.together([(Order, order_id), (Distributor, buyer), (Binding, buyer)])
    bound = found[Binding, buyer]
    assert isinstance(bound, Binding)
    due = sum(each["qty"] * each["price_fen"] for each in body["lines"])
    promised = _promised(due, list(islice(line(store, bound.promoter), len(RATES_BP))))
    store.commit([order.changed(id=order_id)])
    return {"order_id": order_id, "due_fen": due, "promised": promised}


def _promised(due: int, people: Sequence[Distributor]) -> list[dict[str, Any]]:
    paid = zip(people, RATES_BP, strict=False)
    return [{"payee": each.id, "fen": due * rate // 10_000} for each, rate in paid]


def _placed() -> Order:
    """Give an order as the product decides it: so what is written is as long."""
    store = MemoryStore()
    store.commit(brand())
    return place_order(_ports(store), Command.of("shop", "route", "key", BODY), "shop", NEW)


def _ports(store: Store) -> GivenPorts:
    return GivenPorts(store, BusinessClock(), WorkingCalendar(), MemoryChannel())


def _store(table: CannedTable) -> Store:
    return DynamoStore(table.client, NAME)


def _no_secrets() -> Any:
    raise LookupError("an order needs no secret")
