from typing import Any

import pytest

from tests.unit.domain.orders.orders import NOW, later, order


@pytest.mark.parametrize(
    ("awaiting", "due_at", "token"),
    [
        ("shipment", NOW, "token"),
        ("shipment", later(days=1), "token"),
        ("shipment", later(seconds=-1), None),
        ("delivery", NOW, None),
        ("nothing", later(days=1), None),
    ],
)
def test_a_wait_that_is_over_or_due_earlier_drops_its_token(
    awaiting: str, due_at: Any, token: str | None
) -> None:
    waiting = order(awaiting="shipment", due_at=NOW, task_token="token")

    assert waiting.waits(awaiting, due_at)["task_token"] == token
