"""What has happened between two looks at the ledger, in lines for people."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from shared.words.wording import UNITS

Ledger = Mapping[str, Any]
"""An answer of `GET /_local/ledger`."""


def happened(before: Ledger, after: Ledger) -> list[str]:
    """Name the orders that changed status and the money that moved, in yuan."""
    lines = [*_orders(before["orders"], after["orders"]), *_money(before, after)]
    return lines or ["no order changed its status, no commission moved"]


def _orders(before: Mapping[str, int], after: Mapping[str, int]) -> Iterator[str]:
    changes = {
        status: after.get(status, 0) - before.get(status, 0) for status in {**before, **after}
    }
    parts = [f"{change:+d} {status}" for status, change in sorted(changes.items()) if change]
    if parts:
        yield f"orders: {', '.join(parts)}"


def _money(before: Ledger, after: Ledger) -> Iterator[str]:
    known = _by_movement(before)
    for movement, fen in _by_movement(after).items():
        moved = fen - known[movement]
        if moved:
            source, target = movement
            yield f"commission: {UNITS['yuan'](moved)} {source} → {target}"


def _by_movement(ledger: Ledger) -> Counter[tuple[str, str]]:
    return Counter({(m["from"], m["to"]): m["amount_fen"] for m in ledger["movements"]})
