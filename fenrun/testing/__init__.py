"""A running brand for tests: the whole product in one's own process, with a clock of its own.

with running_brand(plan="depth-10-5") as brand:
    order = brand.storefront.post("/v1/orders", {"buyer": "lin", "lines": [...]})
    brand.pay(order["order_id"])
    brand.clock.advance(days=9)

pytest finds the fixtures `brand`, `clock`, `storefront` and others by itself: docs/testing.md.
"""

from fenrun.testing.brand import Brand
from fenrun.testing.clock import Clock
from fenrun.testing.running import running_brand

__all__ = ["Brand", "Clock", "running_brand"]
