"""Orders as lines of JSON, each with its chain: `FileOrder` says what one holds."""

import json
from collections import Counter
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
    orders: dict[str, tuple[int, FileOrder]] = {}
    # What ends a line elsewhere may stand in a text here.
    for line, written in enumerate(text.removesuffix("\n").split("\n"), start=1):
        if (order := _read(line, written, mistakes)) is None:
            continue
        first, _ = orders.setdefault(order.order, (line, order))
        if first != line:
            mistakes.add(line, Fault("history_order_twice", order=order.order, line=first))
    mistakes.refuse()
    return [*orders.values()]


def as_history(orders: list[tuple[int, FileOrder]]) -> History:
    """Give what the orders say but for their people."""
    told = [past_order(n, line, order) for n, (line, order) in enumerate(orders, start=1)]
    return History(LAYOUT, len(orders), told, [])


def _read(line: int, written: str, mistakes: Mistakes) -> FileOrder | None:
    try:
        return FileOrder.model_validate(json.loads(written, object_pairs_hook=_distinct))
    except ValidationError as error:
        for fault in innermost(error.errors(include_url=False)):
            place = path_of(fault["loc"]) or "order"
            what = _fault(dict(fault)).clause
            mistakes.add(line, Fault("history_field", field=place, what=what))
    except Fault as fault:
        mistakes.add(line, fault)
    except (ValueError, RecursionError) as error:
        mistakes.add(line, Fault("history_no_json", why=str(error)))
    return None


def _fault(details: dict[str, Any]) -> Fault:
    if details["type"] == "missing":
        return Fault("history_field_missing", name=str(details["loc"][-1]))
    return fault_of(details)


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        ((name, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise Fault("history_field_twice", name=name)
    return fields
