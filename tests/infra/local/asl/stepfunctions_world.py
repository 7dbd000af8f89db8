"""A frozen clock, functions and state machines, as the tests of Step Functions use them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
from moto import mock_aws

from infra.local.asl.boto_api import led_to
from infra.local.asl.execution import ExecutionView
from infra.local.asl.state_machines import StateMachines
from infra.local.clock.activity import Activity
from infra.local.clock.business_clock import BusinessClock
from infra.local.functions.registry import FunctionRegistry

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


@dataclass
class World:
    region: str
    clock: BusinessClock
    activity: Activity
    functions: FunctionRegistry
    machines: StateMachines
    tokens: list[str] = field(default_factory=list)
    running: ExitStack = field(default_factory=ExitStack)

    def start(self) -> None:
        self.running.callback(self.machines.stop_all)
        self.running.enter_context(led_to(self.machines))

    def stop(self) -> None:
        self.running.close()

    def client(self, service: str) -> Any:
        return boto3.client(service, region_name=self.region)

    def create(self, name: str = "machine", **states: Any) -> str:
        """A machine of these states; the first one starts it."""
        return self.machines.create(name, definition(**states), {})

    def run(self, value: Any = None, name: str = "run", machine: str = "machine") -> None:
        self.machines.start(machine, name, {} if value is None else value)
        self.activity.wait_quiet()

    def advance(self, seconds: float) -> None:
        target = self.clock.now() + timedelta(seconds=seconds)
        self.clock.advance(target, self.activity.wait_quiet)

    def view(self, name: str = "run", machine: str = "machine") -> ExecutionView:
        views = self.machines.executions(machine)
        return next(view for view in views if view.name == name)

    def output(self, name: str = "run", machine: str = "machine") -> Any:
        execution = self.machines.execution(self.execution_arn(name, machine))
        assert execution.output_text is not None, execution.view()
        return json.loads(execution.output_text)

    def execution_arn(self, name: str = "run", machine: str = "machine") -> str:
        return f"{self.machines.arn(machine).replace(':stateMachine:', ':execution:')}:{name}"

    def keep_token(self, event: Any, context: Any) -> None:
        self.tokens.append(event["token"])


@contextmanager
def world(region: str = "us-east-1") -> Iterator[World]:
    with mock_aws():
        clock, activity = BusinessClock(START, frozen=True), Activity()
        functions = FunctionRegistry(activity, region=region)
        machines = StateMachines(clock, activity, functions)
        made = World(region, clock, activity, functions, machines)
        functions.add_handler("keep-token", made.keep_token)
        made.start()
        try:
            yield made
        finally:
            made.stop()


def definition(**states: Any) -> str:
    return json.dumps({"QueryLanguage": "JSONata", "StartAt": next(iter(states)), "States": states})


def call(function: str, **fields: Any) -> dict[str, Any]:
    """A Task that invokes the function with the state's input and answers its payload."""
    return {
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke",
        "Arguments": {"FunctionName": function, "Payload": "{% $states.input %}"},
        "Output": "{% $states.result.Payload %}",
        **(fields or {"End": True}),
    }


def wait_for_token(**fields: Any) -> dict[str, Any]:
    """A Task that hands its token to the keep-token function and waits for it to come back."""
    return {
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
        "Arguments": {
            "FunctionName": "keep-token",
            "Payload": {"token": "{% $states.context.Task.Token %}"},
        },
        **(fields or {"End": True}),
    }
