"""What an order's life asks of the table is answered at once: none of it takes moto's long way."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import pytest

from infra.local.aws import led_calls
from tests.laptop_bench import running


@contextmanager
def sent() -> Iterator[Counter[str]]:
    """Calls to the table that a request was written for."""
    calls: Counter[str] = Counter()
    called = led_calls._called

    def counted(client, operation, parameters):
        if client.service == "dynamodb":
            calls[operation] += 1
        return called(client, operation, parameters)

    with mock.patch.object(led_calls, "_called", counted):
        yield calls


@pytest.mark.parametrize("workflows", [True, False])
def test_an_orders_life_is_answered_at_once(workflows: bool) -> None:
    with running(workflows=workflows) as bench, sent() as calls:
        team = bench.with_money()
        bench.withdraw(team.promoter, 1_000)
        bench.refund(bench.paid_order(team=team), 500, 1)
        bench.advance(days=31)
        bench.start_settlement("2025-03")
    assert calls == {}
