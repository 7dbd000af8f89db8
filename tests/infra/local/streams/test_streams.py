import json
from datetime import timedelta

import pytest

from infra.local.clock.activity import Activity
from infra.local.clock.business_clock import BusinessClock
from infra.local.consumer import Works
from infra.local.functions.registry import FunctionNotFoundError, FunctionRegistry
from infra.local.streams.consumer import StreamConsumer, StreamMapping
from infra.local.streams.records import StreamView
from infra.local.table.change_log import Change, ChangeLog
from tests.infra.local.sample.stack import START

ARN = "arn:aws:dynamodb:us-east-1:123456789012:table/t/stream/now"
QUEUE = "arn:aws:sqs:us-east-1:123456789012:failures"


class World:
    """A log, and a function that records the batches that it is given."""

    def __init__(self, log: ChangeLog | None = None) -> None:
        self.log = log or ChangeLog()
        self.clock = BusinessClock(START, frozen=True)
        self.activity = Activity()
        self.functions = FunctionRegistry(self.activity)
        self.functions.add_handler("heard", self.handler)
        self.batches: list[list[str]] = []
        self.records: list[dict] = []
        self.poison: set[str] = set()
        self.report = False
        self.sent: list[tuple[str, dict]] = []
        self.consumers: list[StreamConsumer] = []

    def handler(self, event, context):
        names = [record["dynamodb"]["Keys"]["PK"]["S"] for record in event["Records"]]
        self.batches.append(names)
        self.records += event["Records"]
        bad = [r for r, name in zip(event["Records"], names, strict=True) if name in self.poison]
        if bad and not self.report:
            raise ValueError("poison")
        failures = [{"itemIdentifier": r["dynamodb"]["SequenceNumber"]} for r in bad]
        return {"batchItemFailures": failures}

    def consume(self, **properties) -> StreamConsumer:
        given = {"StartingPosition": "TRIM_HORIZON", **properties}
        mapping = StreamMapping.of("consumer", "heard", StreamView("t", ARN, "us-east-1"), given)
        works = Works(
            self.clock,
            self.activity,
            self.functions,
            lambda queue, body: self.sent.append((queue, json.loads(body))),
        )
        consumer = StreamConsumer(mapping, self.log, works)
        consumer.start()
        self.consumers.append(consumer)
        return consumer

    def write(self, *names: str, table: str = "t") -> None:
        images = [{"PK": {"S": name}, "kind": {"S": name[0]}} for name in names]
        now = self.clock.now()
        self.log.append([Change(table, {"PK": i["PK"]}, None, i, now) for i in images])

    def advance(self, seconds: float) -> None:
        target = self.clock.now() + timedelta(seconds=seconds)
        self.clock.advance(target, self.activity.wait_quiet)


@pytest.fixture
def world():
    world = World()
    yield world
    for consumer in world.consumers:
        consumer.stop()


def test_everything_is_delivered_in_order_by_the_time_it_is_quiet(world):
    world.consume(BatchSize=3)
    for number in range(20):
        world.write(f"a{number}", f"b{number}")
    world.activity.wait_quiet()
    expected = [f"{kind}{number}" for number in range(20) for kind in "ab"]
    assert [name for batch in world.batches for name in batch] == expected
    assert max(map(len, world.batches)) <= 3
    assert world.log.checkpoint("consumer") == 40


def test_a_record_looks_as_on_aws(world):
    world.consume()
    old, new = ({"PK": {"S": "a"}, "n": {"N": n}} for n in "12")
    world.log.append([Change("t", {"PK": {"S": "a"}}, old, new, START)])
    world.activity.wait_quiet()
    (record,) = world.records
    assert record["eventName"] == "MODIFY"
    assert record["eventSourceARN"] == ARN
    assert record["dynamodb"] == {
        "ApproximateCreationDateTime": int(START.timestamp()),
        "Keys": {"PK": {"S": "a"}},
        "NewImage": new,
        "OldImage": old,
        "SequenceNumber": "000000000000000000001",
        "SizeBytes": record["dynamodb"]["SizeBytes"],
        "StreamViewType": "NEW_AND_OLD_IMAGES",
    }


def test_only_what_a_filter_lets_through_is_delivered(world):
    pattern = {"eventName": ["INSERT"], "dynamodb": {"NewImage": {"kind": {"S": ["a", "c"]}}}}
    world.consume(FilterCriteria={"Filters": [{"Pattern": json.dumps(pattern)}]})
    world.write("a1", "b1", "c1")
    world.write("a2", table="other")
    world.activity.wait_quiet()
    assert world.batches == [["a1", "c1"]]
    assert world.log.checkpoint("consumer") == 4


def test_a_filter_can_ask_for_what_is_gone(world):
    present, absent = ({"token": {"S": [{"exists": e}]}} for e in (True, False))
    pattern = {"dynamodb": {"OldImage": present, "NewImage": absent}}
    world.consume(FilterCriteria={"Filters": [{"Pattern": json.dumps(pattern)}]})
    without = {"PK": {"S": "a"}}
    held = {**without, "token": {"S": "x"}}
    images = [(without, held), (held, held | {"n": {"N": "1"}}), (held, without)]
    world.log.append([Change("t", without, old, new, START) for old, new in images])
    world.activity.wait_quiet()
    assert [r["dynamodb"]["SequenceNumber"][-1] for r in world.records] == ["3"]


def test_the_first_reported_failure_is_where_delivery_goes_on(world):
    world.report, world.poison = True, {"c", "d"}
    world.write(*"abcde")
    world.consume(FunctionResponseTypes=["ReportBatchItemFailures"])
    world.activity.wait_quiet()
    assert world.batches == [list("abcde"), list("cde")]
    assert world.log.checkpoint("consumer") == 2
    world.poison.clear()
    world.advance(1)
    assert world.batches[2:] == [list("cde")]
    assert world.log.checkpoint("consumer") == 5


def test_a_failure_is_retried_on_the_business_clock_with_backoff(world):
    world.poison = {"a"}
    world.consume()
    world.write("a")
    world.activity.wait_quiet()
    assert len(world.batches) == 1
    for seconds, attempts in ((0.5, 1), (0.5, 2), (1.5, 2), (0.5, 3), (4, 4)):
        world.advance(seconds)
        assert len(world.batches) == attempts
    world.poison.clear()
    world.advance(3600)
    assert world.batches == [["a"]] * 5


def test_changes_during_a_retry_wait_for_their_turn(world):
    world.poison = {"a"}
    world.consume()
    world.write("a")
    world.activity.wait_quiet()
    world.write("b")
    world.activity.wait_quiet()
    assert world.batches == [["a"]]
    world.poison.clear()
    world.advance(1)
    assert world.batches == [["a"], ["a"], ["b"]]


def test_a_failing_batch_is_halved_until_the_poison_is_alone(world):
    world.poison = {"c"}
    world.write(*"abcd")
    world.consume(
        BisectBatchOnFunctionError=True,
        MaximumRetryAttempts=1,
        DestinationConfig={"OnFailure": {"Destination": QUEUE}},
    )
    world.activity.wait_quiet()
    assert world.batches == [list("abcd"), list("ab"), list("cd"), ["c"]]
    world.advance(60)
    assert world.batches[4:] == [["c"], ["d"]]
    ((queue, message),) = world.sent
    assert queue == QUEUE
    assert message["requestContext"]["condition"] == "RetryAttemptsExhausted"
    assert message["requestContext"]["approximateInvokeCount"] == 2
    batch = message["DDBStreamBatchInfo"]
    assert batch["startSequenceNumber"] == batch["endSequenceNumber"] == f"{3:021d}"
    assert world.log.checkpoint("consumer") == 4


def test_reporting_functions_have_their_batch_halved_when_they_raise(world):
    world.poison = {"b"}
    world.write(*"ab")
    world.consume(
        BisectBatchOnFunctionError=True,
        FunctionResponseTypes=["ReportBatchItemFailures"],
    )
    world.activity.wait_quiet()
    assert world.batches == [["a", "b"], ["a"], ["b"]]


def test_without_a_destination_what_is_given_up_is_dropped(world):
    world.poison = {"a"}
    world.consume(MaximumRetryAttempts=0)
    for name in "ab":
        world.write(name)
        world.activity.wait_quiet()
    assert world.batches == [["a"], ["b"]]
    assert world.sent == []


def test_what_was_not_finished_is_delivered_again_after_a_restart(world):
    world.report, world.poison = True, {"b"}
    world.write("a", "b", "c")
    world.consume(FunctionResponseTypes=["ReportBatchItemFailures"]).stop()
    again = World(world.log)
    again.consume(FunctionResponseTypes=["ReportBatchItemFailures"])
    again.activity.wait_quiet()
    delivered = [name for batch in again.batches for name in batch]
    assert delivered[-2:] == ["b", "c"]
    assert world.log.checkpoint("consumer") == 3
    again.consumers[0].stop()


def test_a_stopped_consumer_counts_no_more(world):
    world.poison = {"a"}
    consumer = world.consume()
    world.write("a")
    consumer.stop()
    world.write("b")
    assert world.activity.count == 0


def test_a_new_consumer_from_latest_hears_only_what_comes(world):
    world.write("a")
    world.consume(StartingPosition="LATEST")
    world.write("b")
    world.activity.wait_quiet()
    assert world.batches == [["b"]]


def test_a_mapping_to_a_function_that_is_not_there_is_refused():
    world = World()
    world.functions = FunctionRegistry(world.activity)
    with pytest.raises(FunctionNotFoundError, match="heard"):
        world.consume()
