"""A queue calls its function with each message; what fails comes again, then goes elsewhere."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from infra.local.clock.activity import Activity
from infra.local.clock.business_clock import BusinessClock
from infra.local.consumer import Works
from infra.local.functions.context import LambdaContext
from infra.local.functions.registry import FunctionRegistry
from infra.local.json_value import Json
from infra.local.queues.consumer import QueueConsumer, QueueMapping

START = datetime(2025, 3, 1, tzinfo=UTC)
ARN = "arn:aws:sqs:us-east-1:123456789012:jobs"
DEAD = "arn:aws:sqs:us-east-1:123456789012:dead"
DECLARED = {
    "VisibilityTimeout": 60,
    "RedrivePolicy": {"deadLetterTargetArn": DEAD, "maxReceiveCount": 3},
}
EVENT = {"FunctionResponseTypes": ["ReportBatchItemFailures"]}


class Queue:
    """A queue, the bodies that its function was called with, and what went elsewhere."""

    def __init__(self) -> None:
        self.called: list[tuple[datetime, str]] = []
        self.elsewhere: list[tuple[str, str]] = []
        self.fails: Any = lambda body: False
        self.clock, self.activity = BusinessClock(START, frozen=True), Activity()
        functions = FunctionRegistry(self.activity)
        functions.add_handler("sender", self.call)
        mapping = QueueMapping.of(ARN, "sender", DECLARED, EVENT)
        self.consumer = QueueConsumer(
            mapping, Works(self.clock, self.activity, functions, self.send)
        )

    def call(self, event: Json, _: LambdaContext) -> Json:
        (record,) = event["Records"]  # type: ignore[call-overload, index]
        self.called.append((self.clock.now(), record["body"]))
        if self.fails(record["body"]) == "raises":
            raise RuntimeError
        failed = [{"itemIdentifier": record["messageId"]}] if self.fails(record["body"]) else []
        return {"batchItemFailures": failed}

    def send(self, arn: str, body: str) -> None:
        self.elsewhere.append((arn, body))

    def advance(self, seconds: int) -> None:
        target = datetime.fromtimestamp(self.clock.now().timestamp() + seconds, UTC)
        self.clock.advance(target, self.activity.wait_quiet)


@pytest.fixture
def queue() -> Iterator[Queue]:
    queue = Queue()
    yield queue
    queue.consumer.stop()


def test_a_message_is_work_until_its_function_was_called(queue: Queue) -> None:
    queue.consumer.put("one")
    queue.activity.wait_quiet()
    assert queue.called == [(START, "one")]


def test_a_delayed_message_comes_in_business_time(queue: Queue) -> None:
    queue.consumer.put("later", 5)
    queue.activity.wait_quiet()
    assert queue.called == []
    queue.advance(5)
    assert [(at - START).total_seconds() for at, _ in queue.called] == [5]


@pytest.mark.parametrize("how", [True, "raises"])
def test_what_fails_comes_again_and_then_goes_to_the_dead_letters(queue: Queue, how: Any) -> None:
    queue.fails = lambda body: how
    queue.consumer.put("bad")
    queue.activity.wait_quiet()
    queue.advance(600)
    assert [(at - START).total_seconds() for at, _ in queue.called] == [0, 60, 120]
    assert queue.elsewhere == [(DEAD, "bad")]


def test_a_bad_message_holds_no_other_up(queue: Queue) -> None:
    queue.fails = lambda body: body == "bad"
    for body in ("bad", "good"):
        queue.consumer.put(body)
    queue.activity.wait_quiet()
    assert sorted(body for _, body in queue.called) == ["bad", "good"]


def test_nothing_is_called_once_it_has_stopped(queue: Queue) -> None:
    queue.consumer.stop()
    queue.consumer.put("late")
    assert queue.called == []
