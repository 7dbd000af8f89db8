"""Somebody writes a balance in the table whenever an order's transaction is about to."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from shared.adapters.dynamodb import writes
from shared.adapters.dynamodb.store import DynamoStore
from shared.domain.ledger.balances import Balance
from shared.domain.orders.order import Order
from shared.domain.records import Record


@contextmanager
def busy_balance(payee: str) -> Iterator[None]:
    """Let another write of a payee's balance come between an order's reads and its commit."""
    commit = writes.commit

    def second(client: Any, table: str, records: Iterable[Record], is_quiet: writes.Quiet) -> None:
        records = list(records)
        if any(isinstance(record, Order) for record in records):
            for each in records:
                if isinstance(each, Balance) and each.payee == payee and each.version:
                    first = DynamoStore(client, table).get(Balance, each.key)
                    commit(client, table, [first] if first else [], is_quiet)
        commit(client, table, records, is_quiet)

    with mock.patch.object(writes, "commit", second):
        yield
