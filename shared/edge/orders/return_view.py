"""What is told of an order's returns; times are ISO 8601 in UTC."""

from datetime import datetime
from typing import Self

from pydantic import AwareDatetime

from shared.domain.orders.order import Order
from shared.domain.orders.return_items import ItemState, Return, ReturnItem, ReturnKind
from shared.domain.orders.return_times import asked_at, decided_at
from shared.domain.records import Value, told_until


class ReturnLineView(Value):
    """How the return of a line stands.

    Of the ends, only that of its state now is not null: `lapses_at` unless the goods come back,
    `inspect_by`, or they count as accepted, `refund_due_at`, also after it was missed,
    `replacement_due_at`, or it counts as delivered.
    """

    line: int
    state: ItemState
    received_at: AwareDatetime | None
    decided_at: AwareDatetime | None
    lapses_at: AwareDatetime | None
    inspect_by: AwareDatetime | None
    refund_due_at: AwareDatetime | None
    replacement_due_at: AwareDatetime | None

    @classmethod
    def of(cls, order: Order, case: Return, item: ReturnItem) -> Self:
        """Show a line of a return."""
        same = ("line", "state", "received_at")
        return cls(
            decided_at=decided_at(order, case, item),
            lapses_at=_end(item, "asked"),
            inspect_by=_end(item, "received"),
            refund_due_at=_end(item, "awaiting_refund"),
            replacement_due_at=_end(item, "awaiting_replacement"),
            **{name: getattr(item, name) for name in same},
        )


def _end(item: ReturnItem, state: ItemState) -> datetime | None:
    """Give the end of a state, for an item that stands in it."""
    return told_until(item.due_at) if item.state == state else None


class ReturnView(Value):
    """A return as it stands now; it is open while anything of it is to be decided or done."""

    return_id: str
    kind: ReturnKind
    open: bool
    asked_at: AwareDatetime | None
    lines: tuple[ReturnLineView, ...]

    @classmethod
    def of(cls, order: Order, case: Return) -> Self:
        """Show a return of an order."""
        return cls(
            return_id=case.id,
            kind=case.kind,
            open=case.open,
            asked_at=asked_at(order, case),
            lines=tuple(ReturnLineView.of(order, case, item) for item in case.items),
        )
