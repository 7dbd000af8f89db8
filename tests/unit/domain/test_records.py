from typing import Any

import pytest

from tests.unit.domain.orders.orders import NOW, later, order


@pytest.mark.parametrize(
    ("awaiting", "due_at", "still"),
    [
        ("shipment", NOW, True),
        ("shipment", later(days=1), True),
        ("shipment", later(seconds=-1), False),
        ("delivery", NOW, False),
        ("nothing", later(days=1), False),
    ],
)
def test_a_wait_is_over_once_it_is_for_something_else_or_due_earlier(
    awaiting: str, due_at: Any, still: bool
) -> None:
    now = order(awaiting=awaiting, due_at=due_at)

    assert now.still_waits("shipment", NOW) == still
