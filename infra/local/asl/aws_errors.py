"""The errors that Step Functions' API answers with."""

from moto.core.exceptions import AWSError
from moto.stepfunctions.exceptions import (
    ExecutionAlreadyExists,
    ExecutionDoesNotExist,
    InvalidExecutionInput,
    InvalidName,
    InvalidToken,
    StateMachineDoesNotExist,
)

__all__ = [
    "AWSError",
    "ExecutionAlreadyExists",
    "ExecutionDoesNotExist",
    "InvalidExecutionInput",
    "InvalidName",
    "InvalidOutput",
    "InvalidToken",
    "StateMachineDoesNotExist",
    "TaskTimedOut",
]


class TaskTimedOut(AWSError):
    """The token's task has been answered, has timed out, or its execution has ended."""

    TYPE = "TaskTimedOut"


class InvalidOutput(AWSError):
    """The output of a task is not JSON."""

    TYPE = "InvalidOutput"
