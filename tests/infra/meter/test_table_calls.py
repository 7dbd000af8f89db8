"""Each call to DynamoDB is counted by its rule, on the items as the log of changes knows them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from infra.local.table.change_log import Change, ChangeLog
from infra.meter.rules.item_size import Image
from infra.meter.table_calls import TableCalls
from infra.meter.tables import Images, Table
from infra.meter.tally import INDEX, LIST, READ, TOLD, WRITE, Tally

AT = datetime(2026, 11, 30, tzinfo=UTC)
TABLE = Table.of(
    "T",
    {
        "KeySchema": [{"AttributeName": "PK"}, {"AttributeName": "SK"}],
        "GlobalSecondaryIndexes": [
            {
                "IndexName": "due",
                "KeySchema": [{"AttributeName": "gpk"}, {"AttributeName": "gsk"}],
                "Projection": {"ProjectionType": "KEYS_ONLY"},
            }
        ],
    },
)


class Counted:
    """A table in words: what is done to it, and what that is counted as."""

    def __init__(self, log: ChangeLog) -> None:
        self.log, self.tally = log, Tally()
        self.images = Images({"T": TABLE}, log)
        self.calls = TableCalls({"T": TABLE}, self.images, self.tally)

    def holds(self, *items: Image) -> None:
        self.log.append([Change("T", key(item), None, dict(item), AT) for item in items])

    def call(
        self, operation: str, *changes: Change, took: bool = True, answer: Any = None, **call: Any
    ) -> dict[str, float]:
        self.images.watch()
        self.log.append(changes)
        before = self.tally.used()
        self.calls.count(operation, {"TableName": "T", **call}, answer or {}, took=took)
        return dict(self.tally.used() - before)


@pytest.fixture
def table() -> Iterator[Counted]:
    log = ChangeLog()
    yield Counted(log)
    log.close()


def item(partition: str, size: int = 0, **more: str) -> dict[str, Any]:
    """A record with a body of so many kilobytes, less what its key and names weigh."""
    body = {"version": "1", "body": "x" * (size * 1024 - 64)} if size else {}
    texts = {"PK": partition, "SK": "S", **body, **more}
    return {name: {"S": text} for name, text in texts.items()}


def key(image: Image) -> dict[str, Any]:
    return {name: image[name] for name in ("PK", "SK")}


def change(old: Image | None, new: Image | None) -> Change:
    image = new or old
    assert image is not None
    return Change("T", key(image), dict(old) if old else None, dict(new) if new else None, AT)


def test_a_put_costs_the_larger_item_and_its_places_in_the_index(table: Counted) -> None:
    old, new = item("P", 3, gpk="G", gsk="a"), item("P", 1, gpk="G", gsk="b")
    table.holds(old)
    assert table.call("PutItem", change(old, new), Item=new) == {WRITE: 3, INDEX: 2}


def test_a_put_that_changes_nothing_costs_the_item(table: Counted) -> None:
    table.holds(item("P", 2))
    assert table.call("PutItem", Item=item("P", 2)) == {WRITE: 2}


def test_an_update_costs_the_item_and_not_what_is_sent(table: Counted) -> None:
    old, new = item("P", 2), item("P", 3)
    table.holds(old)
    assert table.call("UpdateItem", change(old, new), Key=key(old)) == {WRITE: 3}


def test_a_delete_costs_what_is_deleted(table: Counted) -> None:
    old = item("P", 2, gpk="G", gsk="a")
    table.holds(old)
    assert table.call("DeleteItem", change(old, None), Key=key(old)) == {WRITE: 2, INDEX: 1}


@pytest.mark.parametrize(("there", "sent", "units"), [(1, 3, 3), (3, 1, 3), (0, 1, 1)])
def test_a_refused_put_costs_the_larger_item_and_no_index(
    table: Counted, there: int, sent: int, units: int
) -> None:
    if there:
        table.holds(item("P", there))
    new = item("P", sent, gpk="G")
    assert table.call("PutItem", took=False, Item=new) == {WRITE: units}


def test_a_transaction_costs_twice_in_the_table_and_once_in_the_index(table: Counted) -> None:
    put, checked, gone = item("P", 2, gpk="G", gsk="a"), item("C", 1), item("D", 3)
    table.holds(checked, gone)
    actions = [
        {"Put": {"TableName": "T", "Item": put}},
        {"ConditionCheck": {"TableName": "T", "Key": key(checked)}},
        {"Delete": {"TableName": "T", "Key": key(gone)}},
    ]
    changes = change(None, put), change(gone, None)
    used = table.call("TransactWriteItems", *changes, TransactItems=actions)
    assert used == {WRITE: 2 * (2 + 1 + 3), INDEX: 1}


def test_what_lists_find_and_who_is_told_is_counted_apart(table: Counted) -> None:
    pointer, page = item("LIST#1"), item("FEED#payee:A#0", 1)
    assert table.call("PutItem", change(None, pointer), Item=pointer) == {LIST: 1}
    assert table.call("PutItem", change(None, page), Item=page) == {TOLD: 1}


def test_a_batch_of_writes_costs_each_item_by_itself(table: Counted) -> None:
    new, gone = item("P", 1), item("D", 4)
    table.holds(gone)
    requests = [{"PutRequest": {"Item": new}}, {"DeleteRequest": {"Key": key(gone)}}]
    changes = change(None, new), change(gone, None)
    assert table.call("BatchWriteItem", *changes, RequestItems={"T": requests}) == {WRITE: 5}


def test_reads_cost_the_item_that_is_there(table: Counted) -> None:
    table.holds(item("P", 9))
    here, missing = key(item("P")), key(item("Q"))
    assert table.call("GetItem", Key=here, ConsistentRead=True) == {READ: 3}
    assert table.call("GetItem", Key=here) == {READ: 1.5}
    batch = {"T": {"Keys": [here, missing], "ConsistentRead": True}}
    assert table.call("BatchGetItem", RequestItems=batch) == {READ: 4}
    together = [{"Get": {"TableName": "T", "Key": here}}]
    assert table.call("TransactGetItems", TransactItems=together) == {READ: 6}


def test_a_query_costs_the_whole_items_though_only_a_part_is_asked_for(table: Counted) -> None:
    table.holds(item("P", 9))
    answer = {"Items": [key(item("P"))]}
    assert table.call("Query", answer=answer, ConsistentRead=True) == {READ: 3}


def test_a_query_of_an_index_costs_its_entries(table: Counted) -> None:
    table.holds(item("P", 9, gpk="G", gsk="a"))
    answer = {"Items": [key(item("P"))]}
    assert table.call("Query", answer=answer, IndexName="due") == {READ: 0.5}


@pytest.mark.parametrize(
    ("operation", "call"), [("Scan", {}), ("Query", {"FilterExpression": "a = :b"})]
)
def test_what_has_no_rule_is_not_counted_as_nothing(
    table: Counted, operation: str, call: dict[str, Any]
) -> None:
    with pytest.raises(NotImplementedError, match="the meter"):
        table.call(operation, **call)
