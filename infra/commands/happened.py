"""What has happened between two looks at the ledger, in lines for people."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from shared.words.catalogue import has_term, in_both
from shared.words.wording import UNITS

Ledger = Mapping[str, Any]
"""An answer of `GET /_local/ledger`."""


def happened(before: Ledger, after: Ledger) -> list[str]:
    """Name the orders that changed status and the money that moved, in yuan."""
    lines = [*_orders(before["orders"], after["orders"]), *_money(before, after)]
    return lines or [in_both("terminal", "nothing_happened")]


def _orders(before: Mapping[str, int], after: Mapping[str, int]) -> Iterator[str]:
    changes = {
        status: after.get(status, 0) - before.get(status, 0) for status in {**before, **after}
    }
    parts = [
        f"{change:+d} {in_both('order_status', status)}"
        for status, change in sorted(changes.items())
        if change
    ]
    if parts:
        yield f"{in_both('terminal', 'orders')}: {', '.join(parts)}"


def _money(before: Ledger, after: Ledger) -> Iterator[str]:
    known = _by_movement(before)
    for movement, fen in _by_movement(after).items():
        moved = fen - known[movement]
        if moved:
            source, target = movement
            way = f"{_account(source)} → {_account(target)}"
            yield f"{in_both('terminal', 'commission')}: {UNITS['yuan'](moved)} {way}"


def _by_movement(ledger: Ledger) -> Counter[tuple[str, str]]:
    return Counter({(m["from"], m["to"]): m["amount_fen"] for m in ledger["movements"]})


def _account(name: str) -> str:
    return in_both("balance_state", name) if has_term("balance_state", name) else name
