"""What one call to DynamoDB costs: each operation by its rule, on the items before and after."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from infra.meter.purpose import purpose
from infra.meter.rules.item_size import Image, item_size
from infra.meter.rules.units import TRANSACTIONAL, query_units, read_units, write_units
from infra.meter.tables import NOTHING, Images, Table, place_of
from infra.meter.tally import INDEX, READ, Tally, Write

Call = Mapping[str, Any]
REFUSED = frozenset({"ConditionalCheckFailedException", "TransactionCanceledException"})
"""Errors of calls that cost what they would have cost if they had been taken."""


@dataclass
class TableCalls:
    """Counts calls; `took` is false for one that a condition refused, which changed nothing."""

    tables: Mapping[str, Table]
    images: Images
    tally: Tally

    def count(self, operation: str, call: Call, answer: Call, *, took: bool) -> None:
        """Count one call. Raises NotImplementedError for one whose rule nobody wrote down."""
        counted = _COUNTED.get(operation)
        if counted is None:
            raise NotImplementedError(f"the meter has no rule for {operation}: write it down")
        counted(self, call, answer, took)

    def put(self, call: Call, _: Call, took: bool) -> None:
        """PutItem."""
        self._write(call, call["Item"], took)

    def change(self, call: Call, _: Call, took: bool) -> None:
        """UpdateItem, DeleteItem, and a check in a transaction: what is sent is a key alone."""
        self._write(call, NOTHING, took)

    def write_batch(self, call: Call, _: Call, took: bool) -> None:
        """BatchWriteItem: each item by itself."""
        for name, requests in call["RequestItems"].items():
            for request in requests:
                ((_kind, action),) = request.items()
                self._write({"TableName": name, **action}, action.get("Item", NOTHING), took)

    def transact(self, call: Call, _: Call, took: bool) -> None:
        """TransactWriteItems: each action by itself, what the table costs twice."""
        for action in call["TransactItems"]:
            ((_kind, part),) = action.items()
            self._write(part, part.get("Item", NOTHING), took, TRANSACTIONAL)

    def get(self, call: Call, _: Call, took: bool) -> None:
        """GetItem."""
        self._read(call["TableName"], [call["Key"]], call, 1)

    def get_batch(self, call: Call, _: Call, took: bool) -> None:
        """BatchGetItem: each item by itself."""
        for name, wanted in call["RequestItems"].items():
            self._read(name, wanted["Keys"], wanted, 1)

    def get_together(self, call: Call, _: Call, took: bool) -> None:
        """TransactGetItems: each item by itself, twice."""
        for each in call["TransactItems"]:
            strong = {"ConsistentRead": True}
            self._read(each["Get"]["TableName"], [each["Get"]["Key"]], strong, TRANSACTIONAL)

    def query(self, call: Call, answer: Call, took: bool) -> None:
        """Query: all that it found, as it stands in the table or in the index."""
        if "FilterExpression" in call:
            raise NotImplementedError("the meter does not see what a filter drops: count it")
        consistent = call.get("ConsistentRead", False)
        self.tally.add(READ, query_units(self._found(call, answer), consistent=consistent))

    def _found(self, call: Call, answer: Call) -> Iterator[int]:
        table = self.tables[call["TableName"]]
        entries = {index.name: index.entry for index in table.indexes}
        entry: Callable[[Image], Image] = entries.get(call.get("IndexName", ""), lambda it: it)
        return (item_size(entry(self.images.now(table, item))) for item in answer["Items"])

    def _read(self, name: str, keys: list[Image], how: Call, factor: int) -> None:
        table = self.tables[name]
        sizes = [item_size(self.images.now(table, key)) for key in keys]
        units = read_units(sizes, consistent=how.get("ConsistentRead", False))
        self.tally.add(READ, factor * units)

    def _write(self, part: Call, sent: Image, took: bool, factor: int = 1) -> None:
        table = self.tables[part["TableName"]]
        key = part.get("Key", sent)
        before, after = self.images.before(table, key), self.images.now(table, key)
        sizes = item_size(before), max(item_size(sent), item_size(after))
        units = factor * write_units(*sizes)
        index = sum(each.write_units(before, after) for each in table.indexes) if took else 0
        self.tally.add(purpose(sent or after or before or key), units)
        self.tally.add(INDEX, index)
        self.tally.writes.append(Write(units, index, *sizes, place_of(table, key)))


_COUNTED: Mapping[str, Callable[[TableCalls, Call, Call, bool], None]] = {
    "BatchGetItem": TableCalls.get_batch,
    "BatchWriteItem": TableCalls.write_batch,
    "DeleteItem": TableCalls.change,
    "GetItem": TableCalls.get,
    "PutItem": TableCalls.put,
    "Query": TableCalls.query,
    "TransactGetItems": TableCalls.get_together,
    "TransactWriteItems": TableCalls.transact,
    "UpdateItem": TableCalls.change,
}
