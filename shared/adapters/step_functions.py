"""State machines on Step Functions: started and signalled as best effort."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import uuid4

from shared.adapters.aws.client import AwsClient
from shared.adapters.aws.errors import AwsError
from shared.domain.times import iso_utc
from shared.ports import Machine

ALREADY_STARTED = frozenset({"ExecutionAlreadyExists"})
# The machine went on by its timeout, or is gone: the table tells it where the record is.
MOVED_ON = frozenset({"TaskTimedOut", "TaskDoesNotExist", "InvalidToken"})
# At the account's limits the due index carries the record.
AT_LIMIT = frozenset({"ExecutionLimitExceeded"})


class StepFunctions:
    """Workflows over the machines whose ARNs are given."""

    def __init__(self, client: AwsClient, arns: Mapping[Machine, str]) -> None:
        self._client = client
        self._arns = arns

    def start(self, machine: Machine, name: str, given: Mapping[str, str]) -> None:
        """Start an execution under a name, once."""
        with _Tolerating(ALREADY_STARTED | AT_LIMIT):
            _start(self._client, self._arns[machine], name, dict(given))

    def go_on(self, token: str, awaiting: str, due_at: datetime) -> None:
        """Tell a waiting execution what its record awaits now."""
        output = json.dumps({"awaiting": awaiting, "due_at": iso_utc(due_at)})
        with _Tolerating(MOVED_ON):
            self._client.call("SendTaskSuccess", {"taskToken": token, "output": output})

    def interrupt(self, token: str) -> None:
        """Send a waiting execution to look its record up."""
        self._fail(token, "OrderMovedElsewhere")

    def dismiss(self, token: str) -> None:
        """End a waiting execution whose record another one waits for."""
        self._fail(token, "AnotherWaits")

    def _fail(self, token: str, error: str) -> None:
        with _Tolerating(MOVED_ON):
            self._client.call("SendTaskFailure", {"taskToken": token, "error": error})


class DueBatches:
    """Begins sweeps side by side: a child execution for each batch of what is due."""

    def __init__(self, client: AwsClient, arn: str) -> None:
        self._client = client
        self._arn = arn

    def hand_over(self, batches: Sequence[Sequence[str]]) -> bool:
        """Begin a sweep for each batch; false at the account's limits."""
        with _Tolerating(AT_LIMIT):
            _start(self._client, self._arn, uuid4().hex, {"batches": batches})
            return True
        return False


def _start(client: AwsClient, arn: str, name: str, given: Mapping[str, object]) -> None:
    asked = {"stateMachineArn": arn, "name": name, "input": json.dumps(given)}
    client.call("StartExecution", asked)


class _Tolerating:
    """Lets the named errors of the service pass: they say that there is nothing to do."""

    def __init__(self, codes: frozenset[str]) -> None:
        self._codes = codes

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        return isinstance(error, AwsError) and error.code in self._codes
