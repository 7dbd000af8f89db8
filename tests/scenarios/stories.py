"""Small stories for the tests of the scenario file and of `fenrun simulate`."""

from pathlib import Path

GOOD = """\
title: One order
people: {A: {}}
buyers: {X: {bound_to: A}}
events:
  - {at: "2025-03-01T10:00:00+08:00", do: order_created, order: O1, buyer: X,
     lines: [{line: 1, sku: tee, qty: 1, price: "100.00"}]}
  - {at: "2025-03-01T10:05:00+08:00", do: order_paid, order: O1}
  - {at: "2025-03-01T10:06:00+08:00", do: order_paid, order: O9}
expect:
  balances: {A: {pending: "10.00"}}
"""

WRONG = GOOD.replace('pending: "10.00"', 'pending: "9.99"')

UNREADABLE = GOOD.replace('price: "100.00"', "price: 100.00")


def write(folder: Path, name: str, text: str) -> Path:
    """Write a story into a folder."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
