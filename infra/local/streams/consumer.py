"""Event source mappings: the change log delivered to functions, at least once and in order."""

from __future__ import annotations

import json
import logging
import threading
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from infra.local.consumer import Consumer, Works
from infra.local.functions.registry import FunctionError
from infra.local.streams.gate import StreamGate
from infra.local.streams.records import Filter, StreamView, sequence_number
from infra.local.table.change_log import Change, ChangeLog

logger = logging.getLogger(__name__)

LONGEST_BACKOFF = 60.0
_FOREVER = -1


@dataclass(frozen=True)
class StreamMapping:
    """One event source mapping as the template declares it."""

    consumer: str
    function: str
    view: StreamView
    filter: Filter
    batch_size: int = 100
    retries: int = _FOREVER
    bisect: bool = False
    reports_failures: bool = False
    on_failure: str | None = None
    from_start: bool = False

    @classmethod
    def of(
        cls, consumer: str, function: str, view: StreamView, properties: Mapping[str, Any]
    ) -> StreamMapping:
        """The mapping that a SAM event of type DynamoDB declares."""
        destination = properties.get("DestinationConfig", {}).get("OnFailure", {})
        return cls(
            consumer=consumer,
            function=function,
            view=view,
            filter=Filter(properties.get("FilterCriteria")),
            batch_size=int(properties.get("BatchSize", 100)),
            retries=int(properties.get("MaximumRetryAttempts", _FOREVER)),
            bisect=bool(properties.get("BisectBatchOnFunctionError", False)),
            reports_failures="ReportBatchItemFailures"
            in properties.get("FunctionResponseTypes", ()),
            on_failure=destination.get("Destination"),
            from_start=properties.get("StartingPosition") == "TRIM_HORIZON",
        )


class StreamConsumer(Consumer[StreamMapping]):
    """Delivers one mapping's records on a thread of its own, from a durable checkpoint.

    Records not yet delivered count as activity, except while a retry waits for business time.
    """

    def __init__(self, mapping: StreamMapping, log: ChangeLog, works: Works) -> None:
        super().__init__(mapping, works)
        self._log = log
        self._retries: Counter[int] = Counter()
        self._gate = StreamGate(self._activity, f"stream {mapping.consumer}")
        self._thread = threading.Thread(target=self._run, name=mapping.consumer, daemon=True)

    def start(self) -> None:
        """Deliver what the checkpoint says is owed, then what is committed from now on."""
        checkpoint = self._log.checkpoint(self.mapping.consumer)
        if checkpoint is None:
            checkpoint = 0 if self.mapping.from_start else self._log.last_seq
            self._log.save_checkpoint(self.mapping.consumer, checkpoint)
        self._done = checkpoint
        self._log.listen(self._gate.announce)
        self._gate.announce(self._log.last_seq)
        self._thread.start()

    @property
    def owed(self) -> int:
        """How many changes of the log are not finished yet."""
        return max(0, self._log.last_seq - self._done)

    def stop(self) -> None:
        """Finish the delivery under way and end the thread; the rest is owed at the next start."""
        self._gate.close()
        self._thread.join()

    def _run(self) -> None:
        while self._gate.wait_beyond(self._done):
            changes = self._log.after(self._done, self.mapping.batch_size)
            self._deliver([change for change in changes if self._wanted(change)])
            if not self._gate.closed:
                self._finish(changes[-1])

    def _wanted(self, change: Change) -> bool:
        view = self.mapping.view
        return change.table == view.table and self.mapping.filter.passes(view.record(change))

    def _finish(self, change: Change) -> None:
        self._done = change.seq
        self._retries.clear()
        self._log.save_checkpoint(self.mapping.consumer, change.seq)

    def _deliver(self, batch: list[Change]) -> None:
        parts = [batch] if batch else []
        while parts and not self._gate.closed:
            part = parts.pop()
            try:
                failed = self._first_failure(part)
            except FunctionError as error:
                logger.warning("%s: %s", self.mapping.function, error)
                parts.extend(self._halved(part) or self._retried(part))
                continue
            if failed == 0:
                parts.extend(self._retried(part))
                continue
            self._finish(part[failed - 1])
            parts.extend([part[failed:]] if failed < len(part) else [])

    def _halved(self, part: list[Change]) -> list[list[Change]]:
        middle = len(part) // 2
        return [part[middle:], part[:middle]] if self.mapping.bisect and middle else []

    def _retried(self, part: list[Change]) -> list[list[Change]]:
        first = part[0].seq
        if self.mapping.retries != _FOREVER and self._retries[first] >= self.mapping.retries:
            self._give_up(part, attempts=self._retries[first] + 1)
            return []
        self._retries[first] += 1
        backoff = min(LONGEST_BACKOFF, 2.0 ** (self._retries[first] - 1))
        self._gate.park(lambda wake: self._clock.call_later(backoff, wake))
        return [part]

    def _first_failure(self, part: list[Change]) -> int:
        event = {"Records": [self.mapping.view.record(change) for change in part]}
        answer: Any = self._functions.invoke(self.mapping.function, event)
        if not self.mapping.reports_failures:
            return len(part)
        failures = (answer or {}).get("batchItemFailures") or ()
        places = {sequence_number(change): place for place, change in enumerate(part)}
        # AWS takes an identifier that is not in the batch as a failure of the whole batch.
        failed = [places.get(failure.get("itemIdentifier"), 0) for failure in failures]
        return min(failed, default=len(part))

    def _give_up(self, part: list[Change], attempts: int) -> None:
        logger.error("%s gave up on %d records", self.mapping.function, len(part))
        if self.mapping.on_failure:
            self._send(self.mapping.on_failure, json.dumps(self._obituary(part, attempts)))
        self._finish(part[-1])

    def _obituary(self, part: list[Change], attempts: int) -> dict[str, Any]:
        return {
            "requestContext": {
                "requestId": str(uuid.uuid4()),
                "functionArn": self._functions.get(self.mapping.function).arn,
                "condition": "RetryAttemptsExhausted",
                "approximateInvokeCount": attempts,
            },
            "responseContext": {"statusCode": 200, "executedVersion": "$LATEST"},
            "version": "1.0",
            "timestamp": self._clock.now().isoformat(),
            "DDBStreamBatchInfo": self._batch_info(part),
        }

    def _batch_info(self, part: list[Change]) -> dict[str, Any]:
        first, last = part[0], part[-1]
        return {
            "shardId": "shardId-local",
            "startSequenceNumber": sequence_number(first),
            "endSequenceNumber": sequence_number(last),
            "approximateArrivalOfFirstRecord": first.at.isoformat(),
            "approximateArrivalOfLastRecord": last.at.isoformat(),
            "batchSize": len(part),
            "streamArn": self.mapping.view.arn,
        }
