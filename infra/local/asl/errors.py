"""Errors with a name that Retry and Catch can match."""

from __future__ import annotations

from infra.local.json_value import Json

HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout"
NO_CHOICE_MATCHED = "States.NoChoiceMatched"
QUERY_EVALUATION_ERROR = "States.QueryEvaluationError"
RUNTIME = "States.Runtime"
TASK_FAILED = "States.TaskFailed"
TIMEOUT = "States.Timeout"


class StatesError(Exception):
    """What a state failed with, under the name and cause that AWS gives it."""

    def __init__(self, name: str, cause: str = "") -> None:
        super().__init__(f"{name}: {cause}" if cause else name)
        self.name = name
        self.cause = cause

    @property
    def output(self) -> Json:
        """The error output that a Catch passes on."""
        return {"Error": self.name, "Cause": self.cause}

    @property
    def is_timeout(self) -> bool:
        """Whether time ran out."""
        return self.name in {TIMEOUT, HEARTBEAT_TIMEOUT}

    def matches(self, names: list[str]) -> bool:
        """Whether an ErrorEquals list covers this error, wildcards included."""
        return any(self._is(name) for name in names)

    def _is(self, name: str) -> bool:
        timed_out = self.is_timeout
        return (
            name == self.name
            or (name == "States.ALL" and self.name != RUNTIME)
            or (name == TIMEOUT and timed_out)
            or (name == TASK_FAILED and not timed_out and self.name != RUNTIME)
        )


class CancelledBranchError(Exception):
    """Thrown into a branch whose execution or sibling has ended it; never caught by a Catch."""
