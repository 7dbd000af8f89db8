"""What Step Functions' API tells about state machines, executions and their histories."""

from moto.stepfunctions.responses import StepFunctionResponse

from infra.local.asl.definition import Machine
from infra.local.asl.execution import Execution
from infra.local.asl.paging import backwards, forwards
from infra.local.asl.state_machines import StateMachines
from infra.local.json_value import Json


def machines(known: StateMachines, request: StepFunctionResponse) -> Json:
    """ListStateMachines; raises InvalidToken."""
    found = known.list_machines()
    page = forwards(len(found), request)
    listed = [_machine_summary(known, found[index]) for index in page.indexes]
    return {"stateMachines": listed, "nextToken": page.token}


def machine(known: StateMachines, request: StepFunctionResponse) -> Json:
    """DescribeStateMachine; raises StateMachineDoesNotExist."""
    return _machine(known, known.machine(request._get_param("stateMachineArn")))


def machine_of_execution(known: StateMachines, request: StepFunctionResponse) -> Json:
    """DescribeStateMachineForExecution; raises ExecutionDoesNotExist."""
    return _machine(known, known.execution(request._get_param("executionArn")).machine)


def execution(known: StateMachines, request: StepFunctionResponse) -> Json:
    """DescribeExecution; raises ExecutionDoesNotExist."""
    found = known.execution(request._get_param("executionArn"))
    return {
        **_execution_summary(found),
        "input": found.input_text,
        "output": found.output_text,
        "error": found.error,
        "cause": found.cause,
    }


def executions(known: StateMachines, request: StepFunctionResponse) -> Json:
    """ListExecutions, newest first; raises StateMachineDoesNotExist, InvalidToken.

    A page looks at so many executions and may find fewer of the status that is asked for.
    """
    wanted = request._get_param("statusFilter")
    found = known.list_executions(request._get_param("stateMachineArn"))
    page = backwards(len(found), request)
    seen = (found[index] for index in page.indexes)
    listed = [_execution_summary(one) for one in seen if wanted in {None, one.status}]
    return {"executions": listed, "nextToken": page.token}


def history(known: StateMachines, request: StepFunctionResponse) -> Json:
    """GetExecutionHistory; raises ExecutionDoesNotExist, InvalidToken."""
    found = known.execution(request._get_param("executionArn")).history.events()
    turned = backwards if request._get_param("reverseOrder") else forwards
    with_data = request._get_param("includeExecutionData") is not False
    page = turned(len(found), request)
    listed = [found[index].told(with_data=with_data) for index in page.indexes]
    return {"events": listed, "nextToken": page.token}


def _machine_summary(known: StateMachines, found: Machine) -> Json:
    return {
        "stateMachineArn": found.arn,
        "name": found.name,
        "type": "STANDARD",
        "creationDate": known.created,
    }


def _machine(known: StateMachines, found: Machine) -> Json:
    return {
        **_machine_summary(known, found),
        "status": "ACTIVE",
        "definition": found.definition,
    }


def _execution_summary(found: Execution) -> Json:
    return {
        "executionArn": found.arn,
        "stateMachineArn": found.machine.arn,
        "name": found.name,
        "status": found.status,
        "startDate": found.started,
        "stopDate": found.stopped,
    }
