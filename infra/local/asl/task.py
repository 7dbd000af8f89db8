"""The Task state: a call, and for `.waitForTaskToken` the wait for its token."""

from __future__ import annotations

from datetime import datetime, timedelta

from infra.local.asl.branch import Steps
from infra.local.asl.definition import State
from infra.local.asl.errors import QUERY_EVALUATION_ERROR, TIMEOUT, StatesError
from infra.local.asl.resource import Resource
from infra.local.asl.run import Run
from infra.local.functions.principal import acting_as
from infra.local.json_value import Json


def task_steps(run: Run, state: State, value: Json) -> Steps:
    """One attempt of a Task; the value is its result."""
    resource: Resource = state["Resource"]
    timeout = _seconds(run, state, value, "TimeoutSeconds")
    if resource.waits_for_token:
        return (yield from _call_and_wait(run, state, value, timeout))
    deadline = None if timeout is None else run.world.clock.now() + timedelta(seconds=timeout)
    result = _call(run, state, value)
    _check_deadline(run, deadline)
    return result


def _call_and_wait(run: Run, state: State, value: Json, timeout: float | None) -> Steps:
    heartbeat = _seconds(run, state, value, "HeartbeatSeconds")
    task = run.world.tokens.open(timeout, heartbeat)
    run.context["Task"] = {"Token": task.token}
    try:
        _call(run, state, value)
        return (yield task.signal)
    finally:
        del run.context["Task"]
        run.world.tokens.close(task)


def _call(run: Run, state: State, value: Json) -> Json:
    arguments = run.evaluate(state.get("Arguments", {}), value)
    with acting_as(run.context["StateMachine"]["Id"]):
        return run.world.services.call(state["Resource"], arguments)


def _check_deadline(run: Run, deadline: datetime | None) -> None:
    # A call in this process cannot be broken off; an answer after the deadline does not count.
    if deadline is not None and run.world.clock.now() > deadline:
        raise StatesError(TIMEOUT)


def _seconds(run: Run, state: State, value: Json, name: str) -> float | None:
    if name not in state:
        return None
    seconds = run.evaluate(state[name], value)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds <= 0:
        raise StatesError(QUERY_EVALUATION_ERROR, f"{name} is {seconds!r}; give a positive number")
    return seconds
