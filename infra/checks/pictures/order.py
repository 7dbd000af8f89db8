"""One order's way as a picture: whom each request reaches, and what its machine does then."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from infra.local.template import Template

State = Mapping[str, Any]


class Step(NamedTuple):
    """A request on the way, by whom and by which route."""

    who: str
    route: tuple[str, str]


PLACED = (
    Step("Shop", ("POST", "/v1/orders")),
    Step("Shop", ("POST", "/v1/orders/{order_id}/payment")),
    Step("WeChat", ("POST", "/callbacks/wechat/payments")),
)
"""Until the order is paid, which starts its machine."""

ANSWERING: Mapping[str, Step] = {
    "AwaitShipment": Step("Shop", ("POST", "/v1/orders/{order_id}/shipment")),
    "AwaitDelivery": Step("Shop", ("POST", "/v1/orders/{order_id}/delivery")),
}
"""What wakes a state that waits for its token."""


class NotOnTheWay(ValueError):
    """The picture tells of a route or a state that is not there; the message names it."""


def order_picture(template: Template, definition: Mapping[str, Any]) -> list[str]:
    """The sequence from the order's creation to the end of its machine, if nothing goes wrong."""
    functions = {each.name: each.code_uri.name for each in template.functions()}
    routes = {
        (each.method, each.path): functions[each.target]
        for each in template.routes()
        if isinstance(each.target, str)
    }
    lines = [*(line for step in PLACED for line in _request(step, routes)), *_started()]
    for name, state in _main_line(definition):
        lines += _state(name, state, routes)
    return ["sequenceDiagram", *(f"  {each}" for each in (*_people(), *lines))]


def _people() -> Iterator[str]:
    yield "actor Shop as storefront"
    yield "actor WeChat as WeChat Pay"
    yield "participant F as functions"
    yield "participant T as Table"
    yield "participant S as stream"
    yield "participant M as order_lifecycle"


def _request(step: Step, routes: Mapping[tuple[str, str], str]) -> Iterator[str]:
    if step.route not in routes:
        raise NotOnTheWay(f"{' '.join(step.route)} is no route any more")
    yield f"{step.who}->>F: {' '.join(step.route)}"
    yield f"Note over F: {routes[step.route]}"
    yield "F->>T: one transaction"


def _started() -> Iterator[str]:
    yield "T-->>S: what has changed"
    yield "S->>M: StartExecution"


def _main_line(definition: Mapping[str, Any]) -> Iterator[tuple[str, State]]:
    name: str | None = definition["StartAt"]
    while name is not None:
        state = definition["States"][name]
        yield name, state
        name = state.get("Next")


def _state(name: str, state: State, routes: Mapping[tuple[str, str], str]) -> Iterator[str]:
    match state:
        case {"Type": "Wait"}:
            yield f"Note over M: {name}: until the window is over"
        case {"Type": "Task", "Resource": str(it)} if it.endswith(".waitForTaskToken"):
            yield from _waiting(name, routes)
        case {"Type": "Task", "Arguments": {"Payload": {"task": str(task)}}}:
            yield f"M->>F: {name}: {task}"
            yield "F->>T: one transaction"
        case _:
            raise NotOnTheWay(f"{name} is of a kind that the picture does not know")


def _waiting(name: str, routes: Mapping[tuple[str, str], str]) -> Iterator[str]:
    if name not in ANSWERING:
        raise NotOnTheWay(f"say which request wakes {name}")
    yield f"M->>T: {name}: leaves its token"
    yield from _request(ANSWERING[name], routes)
    yield "T-->>S: what has changed"
    yield "S->>M: SendTaskSuccess"
