"""One execution of a state machine, and what is left of it once it has ended."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from infra.local.asl.branch import Branch
from infra.local.asl.definition import Machine
from infra.local.asl.errors import RUNTIME, TIMEOUT, StatesError
from infra.local.asl.history import BEGUN, History
from infra.local.asl.run import Run, World
from infra.local.asl.shapes import iso
from infra.local.asl.signal import Outcome
from infra.local.asl.states import program_steps
from infra.local.clock.business_clock import Timer

_ENDS = {
    "SUCCEEDED": "ExecutionSucceeded",
    "FAILED": "ExecutionFailed",
    "TIMED_OUT": "ExecutionTimedOut",
    "ABORTED": "ExecutionAborted",
}


@dataclass(frozen=True)
class ExecutionView:
    """An execution at one moment; `states_entered` counts the transitions AWS would charge."""

    name: str
    status: str
    states_entered: list[str]
    error: str | None
    cause: str | None


class Execution:
    """Runs a machine once; its status leaves RUNNING exactly once."""

    def __init__(self, world: World, machine: Machine, name: str, input_text: str) -> None:
        self.name = name
        self.machine = machine
        self.arn = f"{machine.arn.replace(':stateMachine:', ':execution:')}:{name}"
        self.input_text = input_text
        self.started: datetime = world.clock.now()
        self.stopped: datetime | None = None
        self.status = "RUNNING"
        self.output_text: str | None = None
        self.error: str | None = None
        self.cause: str | None = None
        self._world = world
        self.history = History(world.clock.now)
        self._guard = threading.Lock()
        self._branch: Branch | None = None
        self._limit: Timer | None = None

    @property
    def is_running(self) -> bool:
        return self.status == "RUNNING"

    def start(self) -> None:
        """Queue the first state; the execution is under way from before this returns."""
        program = self.machine.program
        steps = program_steps(self._run(), program, json.loads(self.input_text))
        branch = self._branch = Branch(self._world.pool, steps, self._ended)
        if (seconds := self.machine.timeout_seconds) is not None:
            self._limit = self._world.clock.call_at(
                self.started + timedelta(seconds=seconds), self._time_out
            )
        branch.start()

    def stop(self, error: str | None = None, cause: str | None = None) -> None:
        """End it as ABORTED wherever it is; nothing when it has ended."""
        self._end_early("ABORTED", error, cause)

    def view(self) -> ExecutionView:
        """Name, status, states and error as they are now."""
        with self._guard:
            entered = self.history.states_entered()
            return ExecutionView(self.name, self.status, entered, self.error, self.cause)

    def _run(self) -> Run:
        begun = self.history.note(BEGUN, 0, input=json.loads(self.input_text))
        context = {
            "Execution": {
                "Id": self.arn,
                "Input": json.loads(self.input_text),
                "Name": self.name,
                "StartTime": iso(self.started),
            },
            "StateMachine": {"Id": self.machine.arn, "Name": self.machine.name},
        }
        return Run(self._world, context, lambda: not self.is_running, self.history, begun)

    def _time_out(self) -> None:
        self._end_early("TIMED_OUT", TIMEOUT, None)

    def _end_early(self, status: str, error: str | None, cause: str | None) -> None:
        branch = self._branch
        if self._finish(status, error=error, cause=cause) and branch is not None:
            branch.cancel()

    def _ended(self, outcome: Outcome) -> None:
        if outcome.error is None:
            self._finish("SUCCEEDED", output_text=json.dumps(outcome.value))
        elif isinstance(outcome.error, StatesError):
            self._finish("FAILED", error=outcome.error.name, cause=outcome.error.cause)
        else:
            self._finish("FAILED", error=RUNTIME, cause=repr(outcome.error))

    def _finish(
        self,
        status: str,
        *,
        output_text: str | None = None,
        error: str | None = None,
        cause: str | None = None,
    ) -> bool:
        with self._guard:
            if not self.is_running:
                return False
            self.status, self.stopped = status, self._world.clock.now()
            self.output_text, self.error, self.cause = output_text, error, cause
            output = None if output_text is None else json.loads(output_text)
            self.history.end(_ENDS[status], output=output, error=error, cause=cause)
        if self._limit is not None:
            self._limit.cancel()
        self._branch = None
        return True
