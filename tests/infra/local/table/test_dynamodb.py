import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from infra.local.resources.tables_and_queues import create_tables
from infra.local.table.change_log import ChangeLog
from infra.local.table.dynamodb import LocalDynamoDB
from tests.infra.local.sample.stack import START, sample_template

REGION = "us-east-1"
TABLE = "fenrun-Table"
THREADS = 16
REFUSALS = ("ConditionalCheckFailedException", "TransactionCanceledException")


class World:
    """One table on moto with its log, at a settable time."""

    def __init__(self, log: ChangeLog) -> None:
        self.log = log
        self.now = START
        self.dynamodb = LocalDynamoDB(log, lambda: self.now)
        self.dynamodb.install()
        create_tables(sample_template().resources("AWS::DynamoDB::Table"), REGION)
        self.client = boto3.client("dynamodb", region_name=REGION)

    def put(self, key: str, **attributes: str) -> None:
        values = {name: {"S": value} for name, value in attributes.items()}
        self.client.put_item(TableName=TABLE, Item={**place(key), **values})

    def get(self, key: str) -> dict | None:
        return self.client.get_item(TableName=TABLE, Key=place(key)).get("Item")

    def number(self, key: str) -> int:
        item = self.get(key)
        return int(item["n"]["N"]) if item else 0

    def add(self, key: str, step: int, limit: int, n: str = "n") -> None:
        self.client.update_item(**update(key, step, limit, n))

    def transact(self, *operations: dict, token: str | None = None) -> None:
        extra = {"ClientRequestToken": token} if token else {}
        self.client.transact_write_items(TransactItems=list(operations), **extra)

    def changes(self, after: int = 0) -> list[tuple]:
        changes = self.log.after(after, 10_000)
        return [(c.event_name, c.key["PK"]["S"], c.old, c.new) for c in changes]


def place(key: str) -> dict:
    return {"PK": {"S": key}, "SK": {"S": "ITEM"}}


def update(key: str, step: int, limit: int, n: str = "n") -> dict:
    return {
        "TableName": TABLE,
        "Key": place(key),
        "UpdateExpression": "ADD #n :step",
        "ConditionExpression": "attribute_not_exists(#n) OR #n < :limit",
        "ExpressionAttributeNames": {"#n": n},
        "ExpressionAttributeValues": {":step": {"N": str(step)}, ":limit": {"N": str(limit)}},
    }


def new_item(key: str, **attributes: str) -> dict:
    values = {name: {"S": value} for name, value in attributes.items()}
    condition = "attribute_not_exists(PK)"
    return {"TableName": TABLE, "Item": {**place(key), **values}, "ConditionExpression": condition}


@pytest.fixture
def world():
    with mock_aws():
        world = World(ChangeLog())
        yield world
        world.dynamodb.uninstall()


def test_a_write_is_in_the_log_with_both_images(world):
    world.put("a", colour="red")
    world.put("a", colour="blue")
    world.client.delete_item(TableName=TABLE, Key=place("a"))
    red, blue = ({**place("a"), "colour": {"S": c}} for c in ("red", "blue"))
    assert world.changes() == [
        ("INSERT", "a", None, red),
        ("MODIFY", "a", red, blue),
        ("REMOVE", "a", blue, None),
    ]


def test_an_update_that_creates_is_one_insert(world):
    world.add("a", 1, 5)
    world.add("a", 1, 5)
    one, two = ({**place("a"), "n": {"N": n}} for n in ("1", "2"))
    assert world.changes() == [("INSERT", "a", None, one), ("MODIFY", "a", one, two)]


def test_a_write_that_changes_nothing_leaves_no_trace(world):
    world.put("a", colour="red")
    world.put("a", colour="red")
    world.client.delete_item(TableName=TABLE, Key=place("absent"))
    assert len(world.changes()) == 1


def test_a_refused_write_leaves_no_trace(world):
    world.put("a", colour="red")
    with pytest.raises(ClientError, match="ConditionalCheckFailed"):
        world.client.put_item(**new_item("a", colour="blue"))
    with pytest.raises(ClientError, match="ValidationException"):
        world.client.update_item(
            TableName=TABLE,
            Key=place("b"),
            UpdateExpression="SET colour = missing",
        )
    assert len(world.changes()) == 1
    assert world.get("b") is None


def test_binary_values_survive(world):
    world.client.put_item(TableName=TABLE, Item={**place("a"), "raw": {"B": b"\x00\xff"}})
    item = world.get("a")
    assert item is not None
    assert item["raw"]["B"] == b"\x00\xff"
    assert world.changes()[0][3]["raw"] == {"B": "AP8="}


def test_a_transaction_applies_everything(world):
    world.put("gone")
    world.transact(
        {"Put": new_item("a")},
        {"Update": update("b", 2, 5)},
        {"Delete": {"TableName": TABLE, "Key": place("gone")}},
    )
    assert [change[:2] for change in world.changes(1)] == [
        ("INSERT", "a"),
        ("INSERT", "b"),
        ("REMOVE", "gone"),
    ]


def test_a_cancelled_transaction_changes_nothing_and_gives_reasons(world):
    world.put("taken", colour="red")
    world.add("full", 5, 5)
    refused = {**new_item("taken"), "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
    check = {
        "TableName": TABLE,
        "Key": place("full"),
        "ConditionExpression": "n < :n",
        "ExpressionAttributeValues": {":n": {"N": "1"}},
    }
    with pytest.raises(world.client.exceptions.TransactionCanceledException) as caught:
        world.transact(
            {"Update": update("free", 1, 5)},
            {"Put": refused},
            {"Update": update("full", 1, 5)},
            {"ConditionCheck": {**check, "Key": place("absent")}},
        )
    reasons = caught.value.response["CancellationReasons"]
    assert [reason["Code"] for reason in reasons] == ["None", *["ConditionalCheckFailed"] * 3]
    assert reasons[1]["Item"] == {**place("taken"), "colour": {"S": "red"}}
    assert "Item" not in reasons[2]
    assert len(world.changes()) == 2
    assert world.get("free") is None
    assert world.number("full") == 5


def test_a_value_of_the_wrong_type_cancels_with_a_validation_reason(world):
    world.put("a", n="text")
    wrong = update("a", 1, 5)
    del wrong["ConditionExpression"]
    wrong["ExpressionAttributeValues"] = {":step": {"N": "1"}}
    with pytest.raises(world.client.exceptions.TransactionCanceledException) as caught:
        world.transact({"Put": new_item("b")}, {"Update": wrong})
    codes = [reason["Code"] for reason in caught.value.response["CancellationReasons"]]
    assert codes == ["None", "ValidationError"]
    assert world.get("b") is None


@pytest.mark.parametrize(
    "operations",
    [
        [{"Put": new_item("a")}, {"Update": update("a", 1, 5)}],
        [{"Put": new_item("a"), "Delete": {"TableName": TABLE, "Key": place("b")}}],
        [{"Put": new_item(str(n))} for n in range(101)],
    ],
    ids=["one item twice", "two operations in one", "more than a hundred"],
)
def test_an_impossible_transaction_is_refused_whole(world, operations):
    with pytest.raises(ClientError, match=r"ValidationException|ValidationError"):
        world.transact(*operations)
    assert world.changes() == []


def test_a_request_token_makes_a_repeat_harmless(world):
    for _ in range(3):
        world.transact({"Update": update("a", 1, 9)}, token="once")
    assert world.number("a") == 1


def test_a_request_token_is_for_one_request(world):
    world.transact({"Update": update("a", 1, 9)}, token="once")
    with pytest.raises(ClientError) as caught:
        world.transact({"Update": update("a", 2, 9)}, token="once")
    assert caught.value.response["Error"]["Code"] == "IdempotentParameterMismatchException"
    assert world.number("a") == 1


def test_a_request_token_is_forgotten_after_ten_minutes(world):
    world.transact({"Update": update("a", 1, 9)}, token="once")
    world.now += timedelta(minutes=10)
    world.transact({"Update": update("a", 1, 9)}, token="once")
    assert world.number("a") == 2


def test_a_cancelled_transaction_does_not_use_its_token_up(world):
    world.add("full", 5, 5)
    with pytest.raises(world.client.exceptions.TransactionCanceledException):
        world.transact({"Update": update("full", 1, 5)}, token="once")
    world.client.delete_item(TableName=TABLE, Key=place("full"))
    world.transact({"Update": update("full", 1, 5)}, token="once")
    assert world.number("full") == 1


def test_racing_conditional_updates_never_oversell(world):
    seats, sold = 40, race(lambda: world.add("seats", 1, 40), each=5)
    assert sold == seats == world.number("seats")
    assert len(world.changes()) == seats


def test_racing_transactions_never_oversell(world):
    names = iter(range(10_000))
    guard = threading.Lock()

    def buy() -> None:
        with guard:
            name = f"ticket {next(names)}"
        world.transact({"Put": new_item(name)}, {"Update": update("seats", 1, 20)})

    sold = race(buy, each=4)
    tickets = world.client.scan(TableName=TABLE)["Count"] - 1
    assert sold == tickets == world.number("seats") == 20
    assert len(world.changes()) == 40


def race(action, each: int) -> int:
    barrier = threading.Barrier(THREADS)

    def run(_: int) -> int:
        barrier.wait()
        return sum(attempt(action) for _ in range(each))

    with ThreadPoolExecutor(THREADS) as threads:
        return sum(threads.map(run, range(THREADS)))


def attempt(action) -> bool:
    try:
        action()
    except ClientError as error:
        if error.response["Error"]["Code"] not in REFUSALS:
            raise
        return False
    return True


def due(world: World, **more) -> dict:
    return world.client.query(
        TableName=TABLE,
        IndexName="due",
        KeyConditionExpression="gpk = :g AND gsk < :n",
        ExpressionAttributeValues={":g": {"S": "DUE#1"}, ":n": {"S": "5"}},
        **more,
    )


def test_the_index_follows_every_write_and_shows_keys_only(world):
    world.put("a", gpk="DUE#1", gsk="3", colour="red")
    world.put("b", gpk="DUE#1", gsk="1")
    world.put("c", gpk="DUE#1", gsk="9")
    world.put("d", gpk="DUE#2", gsk="1")
    world.put("e", colour="not due")
    assert [item["PK"]["S"] for item in due(world)["Items"]] == ["b", "a"]
    assert set(due(world)["Items"][1]) == {"PK", "SK", "gpk", "gsk"}
    world.put("b", gpk="DUE#1", gsk="8")
    world.client.delete_item(TableName=TABLE, Key=place("a"))
    assert due(world)["Items"] == []


def test_the_index_ignores_what_was_rolled_back(world):
    world.put("taken")
    with pytest.raises(world.client.exceptions.TransactionCanceledException):
        world.transact({"Put": new_item("a", gpk="DUE#1", gsk="1")}, {"Put": new_item("taken")})
    assert due(world)["Items"] == []


def test_pages_of_an_index_query_join_up(world):
    for number in range(5):
        world.put(f"item {number}", gpk="DUE#1", gsk=str(number))
    first = due(world, Limit=2)
    rest = due(world, ExclusiveStartKey=first["LastEvaluatedKey"])
    keys = [item["PK"]["S"] for page in (first, rest) for item in page["Items"]]
    assert keys == [f"item {number}" for number in range(5)]


def test_a_query_reads_one_partition_in_order(world):
    for sort_key in ("c", "a", "b"):
        item = {"PK": {"S": "one"}, "SK": {"S": sort_key}}
        world.client.put_item(TableName=TABLE, Item=item)
    world.put("two")
    found = world.client.query(
        TableName=TABLE,
        KeyConditionExpression="PK = :p",
        ExpressionAttributeValues={":p": {"S": "one"}},
        ScanIndexForward=False,
    )
    assert [item["SK"]["S"] for item in found["Items"]] == ["c", "b", "a"]


def test_a_log_restores_tables_and_index():
    log = ChangeLog()
    with mock_aws():
        before = World(log)
        before.put("a", gpk="DUE#1", gsk="3")
        before.add("b", 2, 5)
        before.put("gone")
        before.client.delete_item(TableName=TABLE, Key=place("gone"))
        before.transact({"Update": update("b", 1, 9)}, token="once")
        before.dynamodb.uninstall()
    with mock_aws():
        after = World(log)
        assert after.dynamodb.restore("123456789012", REGION) == 2
        assert after.number("b") == 3
        assert [item["PK"]["S"] for item in due(after)["Items"]] == ["a"]
        after.transact({"Update": update("b", 1, 9)}, token="once")
        assert after.number("b") == 3
        assert len(log.after(0, 100)) == 5
        after.dynamodb.uninstall()


def test_a_log_of_another_template_is_refused():
    log = ChangeLog()
    with mock_aws():
        before = World(log)
        before.put("a")
        before.dynamodb.uninstall()
    with mock_aws():
        dynamodb = LocalDynamoDB(log, lambda: datetime.now(UTC))
        with pytest.raises(LookupError, match="fresh data folder"):
            dynamodb.restore("123456789012", REGION)
