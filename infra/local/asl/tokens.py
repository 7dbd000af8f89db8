"""Task tokens: open from before the task's call until its answer, failure or timeout."""

from __future__ import annotations

import base64
import threading
import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from infra.local.asl.errors import HEARTBEAT_TIMEOUT, TIMEOUT, StatesError
from infra.local.asl.signal import Outcome, Signal
from infra.local.clock.business_clock import BusinessClock, Timer

TOKEN_LENGTH = 668
"""Characters of a token; AWS's are as long, which counts when they are stored on items."""

_MARK = b"fenrun task token "


class InvalidTokenError(ValueError):
    """The text was never a token."""


class TaskClosedError(LookupError):
    """The token's task has been answered, has timed out, or its execution has ended."""


@dataclass
class OpenTask:
    """A task that waits for its token to come back."""

    token: str
    heartbeat_seconds: float | None
    signal: Signal = field(default_factory=Signal)
    timeout: Timer | None = None
    heartbeat: Timer | None = None


class TaskTokens:
    """The open tokens of all executions; exactly one answer to each is accepted."""

    def __init__(self, clock: BusinessClock) -> None:
        self._clock = clock
        self._guard = threading.Lock()
        self._open: dict[str, OpenTask] = {}

    def open(self, timeout_seconds: float | None, heartbeat_seconds: float | None) -> OpenTask:
        """A new token whose limits run from now."""
        task = OpenTask(_new_token(), heartbeat_seconds)
        with self._guard:
            self._open[task.token] = task
        if timeout_seconds is not None:
            task.timeout = self._limit(task, timeout_seconds, TIMEOUT)
        self._expect_heartbeat(task)
        return task

    def close(self, task: OpenTask) -> None:
        """Forget the token and its limits; later answers raise TaskClosedError."""
        with self._guard:
            self._open.pop(task.token, None)
            timers = [task.timeout, task.heartbeat]
        for timer in timers:
            if timer is not None:
                timer.cancel()

    def answer(self, token: str, outcome: Outcome) -> None:
        """Continue the token's task; raises InvalidTokenError or TaskClosedError."""
        if not self._task(token).signal.settle(outcome):
            raise TaskClosedError("the task has been answered or has timed out")

    def heartbeat(self, token: str) -> None:
        """Start the token's heartbeat limit anew; raises InvalidTokenError or TaskClosedError."""
        self._expect_heartbeat(self._task(token))

    def _task(self, token: str) -> OpenTask:
        with self._guard:
            task = self._open.get(token)
        if task is not None:
            return task
        if not _is_token(token):
            raise InvalidTokenError("this is not a task token")
        raise TaskClosedError("the task has been answered, has timed out or belongs to the past")

    def _expect_heartbeat(self, task: OpenTask) -> None:
        if task.heartbeat_seconds is None:
            return
        with self._guard:
            if task.token not in self._open:
                return
            before = task.heartbeat
            task.heartbeat = self._limit(task, task.heartbeat_seconds, HEARTBEAT_TIMEOUT)
        if before is not None:
            before.cancel()

    def _limit(self, task: OpenTask, seconds: float, error: str) -> Timer:
        return self._clock.call_at(
            self._clock.now() + timedelta(seconds=seconds), lambda: _expire(task, error)
        )


def _expire(task: OpenTask, error: str) -> None:
    task.signal.fail(StatesError(error))


def _new_token() -> str:
    raw = _MARK + uuid.uuid4().hex.encode()
    return base64.b64encode(raw.ljust(TOKEN_LENGTH * 3 // 4, b".")).decode()


def _is_token(text: str) -> bool:
    return len(text) == TOKEN_LENGTH and text.startswith(base64.b64encode(_MARK).decode())
