"""Event source mappings of queues: each message delivered to its function, at least once."""

from __future__ import annotations

import hashlib
import logging
import threading
import uuid
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from infra.local.consumer import Consumer, Works
from infra.local.functions.registry import FunctionError

logger = logging.getLogger(__name__)

WORKERS = 4
"""How many messages a laptop works on at a time, however many the template allows."""


@dataclass(frozen=True)
class QueueMapping:
    """A queue and the function that it calls, as the template declares both."""

    arn: str
    function: str
    visibility_seconds: int = 30
    receives: int | None = None
    dead_letters: str | None = None
    reports_failures: bool = False

    @property
    def queue(self) -> str:
        """The queue's name."""
        return self.arn.rpartition(":")[2]

    @classmethod
    def of(
        cls, arn: str, function: str, declared: Mapping[str, Any], event: Mapping[str, Any]
    ) -> QueueMapping:
        """The mapping that a queue's properties and a SAM event of type SQS declare."""
        redrive = declared.get("RedrivePolicy", {})
        return cls(
            arn=arn,
            function=function,
            visibility_seconds=int(declared.get("VisibilityTimeout", 30)),
            receives=int(redrive["maxReceiveCount"]) if redrive else None,
            dead_letters=redrive.get("deadLetterTargetArn"),
            reports_failures="ReportBatchItemFailures" in event.get("FunctionResponseTypes", ()),
        )


@dataclass
class Message:
    """A message on its way; `receives` counts how often its function was called with it."""

    body: str
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    receives: int = 0


class QueueConsumer(Consumer[QueueMapping]):
    """Calls a function with each message, one a call; what fails comes again in business time.

    Messages count as activity, except while they are delayed or invisible, and last as long as the
    process.
    """

    def __init__(self, mapping: QueueMapping, works: Works) -> None:
        super().__init__(mapping, works)
        self._label = f"queue {mapping.queue}"
        self._guard = threading.Lock()
        self._stopped = False
        self._workers = ThreadPoolExecutor(WORKERS, thread_name_prefix=mapping.queue)

    def put(self, body: str, delay_seconds: int = 0) -> None:
        """Take a message; its function is called once the delay is over."""
        self._later(delay_seconds, Message(body))

    def stop(self) -> None:
        """Call no more, and wait for the calls under way."""
        with self._guard:
            self._stopped = True
        self._workers.shutdown(wait=True)

    def _later(self, seconds: int, message: Message) -> None:
        if seconds:
            self._clock.call_later(seconds, lambda: self._submit(message))
        else:
            self._submit(message)

    def _submit(self, message: Message) -> None:
        with self._guard:
            if not self._stopped:
                self._activity.begin(self._label)
                self._workers.submit(self._receive, message)

    def _receive(self, message: Message) -> None:
        try:
            message.receives += 1
            if not self._is_done(message):
                self._again(message)
        finally:
            self._activity.end(self._label)

    def _is_done(self, message: Message) -> bool:
        event = {"Records": [self._record(message)]}
        try:
            answer: Any = self._functions.invoke(self.mapping.function, event)
        except FunctionError as error:
            logger.warning("%s: %s", self.mapping.function, error)
            return False
        reported = self.mapping.reports_failures and (answer or {}).get("batchItemFailures")
        return not reported

    def _again(self, message: Message) -> None:
        limit, dead_letters = self.mapping.receives, self.mapping.dead_letters
        if limit is None or message.receives < limit:
            self._later(self.mapping.visibility_seconds, message)
            return
        logger.error("%s gave up on a message", self.mapping.function)
        if dead_letters:
            self._send(dead_letters, message.body)

    def _record(self, message: Message) -> dict[str, Any]:
        return {
            "messageId": message.id,
            "receiptHandle": message.id,
            "body": message.body,
            "attributes": {"ApproximateReceiveCount": str(message.receives)},
            "messageAttributes": {},
            "md5OfBody": hashlib.md5(message.body.encode(), usedforsecurity=False).hexdigest(),
            "eventSource": "aws:sqs",
            "eventSourceARN": self.mapping.arn,
            "awsRegion": self._functions.region,
        }
