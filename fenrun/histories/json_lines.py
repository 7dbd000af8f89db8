"""Orders as lines of JSON, each with its chain: `FileOrder` says what one holds."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from fenrun.histories.told_order import FileOrder, past_order
from shared.domain.documents.fault_texts import fault_of
from shared.domain.documents.innermost import innermost
from shared.domain.documents.places import path_of
from shared.domain.errors import Fault
from shared.domain.histories.history import History
from shared.domain.histories.mistakes import Mistakes

LAYOUT = "jsonl"


def orders_in(text: str) -> list[tuple[int, FileOrder]]:
    """Read all orders with their lines. Errors: Unreadable, all that is wrong with them."""
    mistakes = Mistakes()
    known: dict[str, int] = {}
    orders = []
    # What ends a line elsewhere may stand in a text here.
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        for order in _read(number, line, mistakes):
            if order.order in known:
                at = known[order.order]
                mistakes.add(number, Fault("history_order_twice", order=order.order, line=at))
            known.setdefault(order.order, number)
            orders.append((number, order))
    if not orders and not mistakes.total:
        mistakes.add(0, Fault("history_empty"))
    mistakes.refuse()
    return orders


def as_history(orders: list[tuple[int, FileOrder]]) -> History:
    """Give what the orders say but for their people."""
    told = [past_order(n, line, order) for n, (line, order) in enumerate(orders, start=1)]
    return History(LAYOUT, len(orders), told, [])


def _read(number: int, line: str, mistakes: Mistakes) -> Iterator[FileOrder]:
    try:
        yield FileOrder.model_validate(json.loads(line, object_pairs_hook=_distinct))
    except ValidationError as error:
        for fault in innermost(error.errors(include_url=False)):
            place = path_of(fault["loc"]) or "order"
            what = _fault(dict(fault)).clause
            mistakes.add(number, Fault("history_field", field=place, what=what))
    except (ValueError, RecursionError) as error:
        mistakes.add(number, Fault("history_no_json", why=str(error)))


def _fault(details: dict[str, Any]) -> Fault:
    if details["type"] == "missing":
        return Fault("history_field_missing", name=str(details["loc"][-1]))
    return fault_of(details)


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"{', '.join(twice)} stands there twice; keep one of them")
    return dict(pairs)
