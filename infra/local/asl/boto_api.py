"""boto3's Step Functions calls, led from moto to the state machines of this process."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple, Protocol

from moto.core.responses import ActionResult
from moto.stepfunctions.responses import StepFunctionResponse

from infra.local.asl import told
from infra.local.asl.aws_errors import AWSError, InvalidOutput, InvalidToken, TaskTimedOut
from infra.local.asl.state_machines import StateMachines
from infra.local.asl.tokens import InvalidTokenError, TaskClosedError
from infra.local.aws.calls import Answer, Parameters
from infra.local.aws.led_calls import Answering, Failure
from infra.local.aws.led_calls import led_to as calls_led_to
from infra.local.json_value import Json

Respond = Callable[[StepFunctionResponse], ActionResult]


class Asked(Protocol):
    """What somebody asks, by moto or at once."""

    def _get_param(self, param_name: str, if_none: Any = None, /) -> Any: ...


class AtOnce(NamedTuple):
    """Parameters as boto3 takes them."""

    parameters: Parameters

    def _get_param(self, param_name: str, if_none: Any = None, /) -> Any:
        return self.parameters.get(param_name, if_none)


Handle = Callable[[StateMachines, Any], Json]

_serving: list[StateMachines] = []
_guard = threading.Lock()


@contextmanager
def led_to(machines: StateMachines) -> Iterator[None]:
    """Within the block boto3's calls in this process reach these machines; then those before."""
    with _guard:
        _serving.append(machines)
    try:
        with calls_led_to("stepfunctions", _answering(machines)):
            yield
    finally:
        with _guard:
            _serving.remove(machines)


def _start(machines: StateMachines, request: Asked) -> Json:
    execution = machines.start_execution(
        request._get_param("stateMachineArn"),
        request._get_param("name"),
        request._get_param("input", "{}"),
    )
    return {"executionArn": execution.arn, "startDate": execution.started}


def _stop(machines: StateMachines, request: Asked) -> Json:
    execution = machines.execution(request._get_param("executionArn"))
    execution.stop(request._get_param("error"), request._get_param("cause"))
    return {"stopDate": execution.stopped}


def _succeed(machines: StateMachines, request: Asked) -> Json:
    try:
        machines.send_task_success(request._get_param("taskToken"), request._get_param("output"))
    except (InvalidTokenError, TaskClosedError) as error:
        raise _token_error(error) from error
    except ValueError as error:
        raise InvalidOutput(f"Invalid Output: {error}") from error
    return {}


def _fail(machines: StateMachines, request: Asked) -> Json:
    error, cause = request._get_param("error", ""), request._get_param("cause", "")
    try:
        machines.send_task_failure(request._get_param("taskToken"), error, cause)
    except (InvalidTokenError, TaskClosedError) as refused:
        raise _token_error(refused) from refused
    return {}


def _heartbeat(machines: StateMachines, request: Asked) -> Json:
    try:
        machines.send_task_heartbeat(request._get_param("taskToken"))
    except (InvalidTokenError, TaskClosedError) as error:
        raise _token_error(error) from error
    return {}


def _token_error(error: Exception) -> AWSError:
    if isinstance(error, InvalidTokenError):
        return InvalidToken(str(error))
    return TaskTimedOut(f"Task Timed Out: {error}")


_AT_ONCE: Mapping[str, tuple[Handle, frozenset[str]]] = {
    "StartExecution": (_start, frozenset({"stateMachineArn"})),
    "SendTaskSuccess": (_succeed, frozenset({"taskToken", "output"})),
    "SendTaskFailure": (_fail, frozenset({"taskToken"})),
    "SendTaskHeartbeat": (_heartbeat, frozenset({"taskToken"})),
}
"""What functions call, and what it must say; the rest is for people, and takes its time."""


def _answering(machines: StateMachines) -> Answering:
    def answer(_region: str, operation: str, parameters: Parameters) -> Answer | Failure | None:
        handle, needed = _AT_ONCE.get(operation, (None, frozenset()))
        texts = all(isinstance(value, str) for value in parameters.values())
        if handle is None or not texts or not needed <= parameters.keys():
            return None
        try:
            answered: Answer = handle(machines, AtOnce(parameters))
        except AWSError as error:
            return Failure(str(error.error_type), str(error.message), {"message": error.message})
        return answered

    return answer


def _led(handle: Handle, otherwise: Respond) -> Respond:
    def respond(request: StepFunctionResponse) -> ActionResult:
        with _guard:
            machines = _serving[-1] if _serving else None
        if machines is None:
            return otherwise(request)
        answer = handle(machines, request)
        return ActionResult({key: value for key, value in answer.items() if value is not None})

    return respond


def _install() -> None:
    for name, handle in {
        "start_execution": _start,
        "describe_execution": told.execution,
        "describe_state_machine": told.machine,
        "describe_state_machine_for_execution": told.machine_of_execution,
        "get_execution_history": told.history,
        "list_executions": told.executions,
        "list_state_machines": told.machines,
        "stop_execution": _stop,
        "send_task_success": _succeed,
        "send_task_failure": _fail,
        "send_task_heartbeat": _heartbeat,
    }.items():
        setattr(StepFunctionResponse, name, _led(handle, getattr(StepFunctionResponse, name)))


_install()
