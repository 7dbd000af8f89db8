"""An order as a file of past orders has it."""

EXAMPLE = """\
{"order": "o-1", "at": "2025-03-01T10:00:00+08:00", "buyer": "c-1",
"lines": [{"sku": "tea", "qty": 2, "paid": "199.00", "refunded": "99.50", "cost": "40.00"}],
"uplines": [{"id": "A", "level": "gold"}, {"id": "B", "active": false}]}"""
"""One order (of which a file makes one line)."""
