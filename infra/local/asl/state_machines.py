"""State machines in this process, timed by the business clock."""

from __future__ import annotations

import json
import re
import threading
import uuid
from collections.abc import Mapping
from datetime import timedelta

from infra.local.asl import aws_errors
from infra.local.asl.definition import Machine, parse_machine
from infra.local.asl.errors import StatesError
from infra.local.asl.execution import Execution, ExecutionView
from infra.local.asl.run import World
from infra.local.asl.services import Services
from infra.local.asl.signal import Outcome
from infra.local.clock.activity import Activity
from infra.local.clock.business_clock import BusinessClock
from infra.local.functions.registry import ACCOUNT_ID, FunctionRegistry
from infra.local.json_value import Json

NAME_KEPT_FOR = timedelta(days=90)
"""How long a closed execution's name stays taken; AWS's own figure."""

_NAME = re.compile(r"""[^\s<>{}\[\]?*"#%\\^|~`$&,;:/\x00-\x1f\x7f-\x9f]{1,80}""")


class StateMachines:
    """The state machines of one local cloud.

    Executions are never saved: they end with the process.
    """

    def __init__(
        self,
        clock: BusinessClock,
        activity: Activity,
        functions: FunctionRegistry,
        *,
        workers: int = 4,
    ) -> None:
        self._region = functions.region
        self._world = World(clock, activity, Services(functions, self._region), workers)
        self.created = clock.now()
        self._machines: dict[str, Machine] = {}
        self._executions: dict[str, dict[str, Execution]] = {}
        self._guard = threading.Lock()

    def arn(self, name: str) -> str:
        """The state machine's ARN, whether or not it was created yet."""
        partition = "aws-cn" if self._region.startswith("cn-") else "aws"
        return f"arn:{partition}:states:{self._region}:{ACCOUNT_ID}:stateMachine:{name}"

    def create(self, name: str, definition: str, substitutions: Mapping[str, str]) -> str:
        """Parse the definition and answer its ARN; raises InvalidDefinitionError."""
        machine = parse_machine(name, self.arn(name), definition, substitutions)
        with self._guard:
            self._machines[machine.arn] = machine
            self._executions.setdefault(machine.arn, {})
        return machine.arn

    def start(self, machine: str, execution_name: str, input: Json) -> None:  # noqa: A002 - AWS's word
        """Start an execution of the machine of this name or ARN, as start_execution does."""
        self.start_execution(self._arn_of(machine), execution_name, json.dumps(input))

    def executions(self, machine: str) -> list[ExecutionView]:
        """The executions, running and ended, of the machine of this name or ARN, oldest first."""
        return [execution.view() for execution in self.list_executions(self._arn_of(machine))]

    def stop_all(self) -> None:
        """Abort what runs and end the threads."""
        for execution in self._all_executions():
            execution.stop()
        self._world.pool.close()

    def start_execution(self, machine_arn: str, name: str | None, input_text: str) -> Execution:
        """A new execution, or the running one of the same name and input; raises AWS's errors."""
        name = name or str(uuid.uuid4())
        _check_start(name, input_text)
        with self._guard:
            machine = self._machine(machine_arn)
            before = self._executions[machine.arn].get(name)
            if before is not None and not self._is_forgotten(before):
                return _same_or_refused(before, input_text)
            execution = Execution(self._world, machine, name, input_text)
            self._executions[machine.arn][name] = execution
        execution.start()
        return execution

    def list_machines(self) -> list[Machine]:
        """All state machines, in the order in which they were created."""
        with self._guard:
            return list(self._machines.values())

    def machine(self, arn: str) -> Machine:
        """The state machine of this ARN; raises StateMachineDoesNotExist."""
        with self._guard:
            return self._machine(arn)

    def list_executions(self, machine_arn: str) -> list[Execution]:
        """All executions of the machine, oldest first; raises StateMachineDoesNotExist."""
        with self._guard:
            return list(self._executions[self._machine(machine_arn).arn].values())

    def execution(self, arn: str) -> Execution:
        """The execution of this ARN; raises ExecutionDoesNotExist."""
        machine_arn, _, name = arn.replace(":execution:", ":stateMachine:").rpartition(":")
        with self._guard:
            found = self._executions.get(machine_arn, {}).get(name)
        if found is None:
            raise aws_errors.ExecutionDoesNotExist(f"Execution Does Not Exist: '{arn}'")
        return found

    def send_task_success(self, token: str, output_text: str) -> None:
        """Continue the token's task with this JSON; raises InvalidTokenError or TaskClosedError."""
        self._world.tokens.answer(token, Outcome(json.loads(output_text)))

    def send_task_failure(self, token: str, error: str, cause: str) -> None:
        """Fail the token's task; raises InvalidTokenError or TaskClosedError."""
        self._world.tokens.answer(token, Outcome(error=StatesError(error, cause)))

    def send_task_heartbeat(self, token: str) -> None:
        """Start the heartbeat limit anew; raises InvalidTokenError or TaskClosedError."""
        self._world.tokens.heartbeat(token)

    def _arn_of(self, machine: str) -> str:
        return machine if machine.startswith("arn:") else self.arn(machine)

    def _machine(self, arn: str) -> Machine:
        if arn not in self._machines:
            raise aws_errors.StateMachineDoesNotExist(f"State Machine Does Not Exist: '{arn}'")
        return self._machines[arn]

    def _all_executions(self) -> list[Execution]:
        with self._guard:
            return [one for named in self._executions.values() for one in named.values()]

    def _is_forgotten(self, execution: Execution) -> bool:
        stopped = execution.stopped
        return stopped is not None and self._world.clock.now() - stopped > NAME_KEPT_FOR


def _check_start(name: str, input_text: str) -> None:
    if _NAME.fullmatch(name) is None:
        raise aws_errors.InvalidName(f"Invalid Name: '{name}'")
    try:
        json.loads(input_text)
    except ValueError as error:
        raise aws_errors.InvalidExecutionInput(f"Invalid Execution Input: {error}") from error


def _same_or_refused(execution: Execution, input_text: str) -> Execution:
    if execution.is_running and execution.input_text == input_text:
        return execution
    raise aws_errors.ExecutionAlreadyExists(f"Execution Already Exists: '{execution.arn}'")
