"""The states that move time and data along, and the walk from one state to the next."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import datetime
from functools import partial
from typing import TypeAlias

from infra.local.asl.branch import Steps
from infra.local.asl.definition import Program, State
from infra.local.asl.errors import NO_CHOICE_MATCHED, QUERY_EVALUATION_ERROR, StatesError
from infra.local.asl.fan_out import FanOut
from infra.local.asl.resource import Resource
from infra.local.asl.retry import Retries
from infra.local.asl.run import Run
from infra.local.asl.signal import Signal
from infra.local.asl.task import task_steps
from infra.local.asl.timing import sleep_for, sleep_until
from infra.local.json_value import Json

Onward: TypeAlias = tuple[Json, str | None]
"""A state's output, and the next state unless it is the last."""
StateSteps: TypeAlias = Generator[Signal, Json, Onward]


def program_steps(run: Run, program: Program, value: Json) -> Steps:
    """Walk the program from its first state; the value is the last state's output."""
    name: str | None = program.start_at
    while name is not None:
        state = program.states[name]
        run.enter(name, state["Type"], value)
        value, following = yield from _KINDS[state["Type"]](run, state, value)
        run.exit(name, state["Type"], value)
        name = following
    return value


def _pass(run: Run, state: State, value: Json) -> StateSteps:
    yield from ()
    return run.leave(state, value, default=value), state.get("Next")


def _wait(run: Run, state: State, value: Json) -> StateSteps:
    if "Timestamp" in state:
        when = run.evaluate(state["Timestamp"], value)
        yield from sleep_until(run.world.clock, _moment(when))
    else:
        yield from sleep_for(run.world.clock, run.evaluate(state["Seconds"], value))
    return run.leave(state, value, default=value), state.get("Next")


def _choice(run: Run, state: State, value: Json) -> StateSteps:
    yield from ()
    for rule in state["Choices"]:
        if _is_true(run.evaluate(rule["Condition"], value)):
            return run.leave(rule, value, default=value), rule["Next"]
    if "Default" not in state:
        raise StatesError(NO_CHOICE_MATCHED, "no rule matched and there is no Default")
    return run.leave(state, value, default=value), state["Default"]


def _fail(run: Run, state: State, value: Json) -> StateSteps:
    yield from ()
    name = run.evaluate(state.get("Error", ""), value)
    raise StatesError(name, run.evaluate(state.get("Cause", ""), value))


def _task(run: Run, state: State, value: Json) -> StateSteps:
    return _recovering(run, state, value, partial(_attempt_steps, run, state, value))


def _attempt_steps(run: Run, state: State, value: Json) -> Steps:
    try:
        return (yield from task_steps(run, state, value))
    except StatesError as error:
        run.note("TaskTimedOut" if error.is_timeout else "TaskFailed", **_told(state, error))
        raise


def _told(state: State, error: StatesError) -> dict[str, str]:
    resource: Resource = state["Resource"]
    named = {"resourceType": resource.service, "resource": resource.named_action}
    return {**named, "error": error.name, "cause": error.cause}


def _parallel(run: Run, state: State, value: Json) -> StateSteps:
    return _recovering(run, state, value, partial(_branches_steps, run, state, value))


def _map(run: Run, state: State, value: Json) -> StateSteps:
    return _recovering(run, state, value, partial(_items_steps, run, state, value))


def _branches_steps(run: Run, state: State, value: Json) -> Steps:
    given = run.evaluate(state["Arguments"], value) if "Arguments" in state else value
    makers = [partial(_branch_steps, run, program, given) for program in state["Branches"]]
    return (yield from FanOut(run.world.pool, makers, limit=0).steps())


def _branch_steps(run: Run, program: Program, value: Json, is_over: Callable[[], bool]) -> Steps:
    return program_steps(run.child(is_over), program, value)


def _items_steps(run: Run, state: State, value: Json) -> Steps:
    items = run.evaluate(state["Items"], value) if "Items" in state else value
    if not isinstance(items, list):
        raise StatesError(QUERY_EVALUATION_ERROR, "Items of a Map must be an array")
    limit = run.evaluate(state.get("MaxConcurrency", 0), value)
    contexts = [{"Index": index, "Value": item} for index, item in enumerate(items)]
    makers = [partial(_item_steps, run, state, value, context) for context in contexts]
    return (yield from FanOut(run.world.pool, makers, limit).steps())


def _item_steps(
    run: Run, state: State, value: Json, item: Json, is_over: Callable[[], bool]
) -> Steps:
    inside = run.child(is_over, Map={"Item": item})
    selector, program = state.get("ItemSelector"), state["ItemProcessor"]
    selected = item["Value"] if selector is None else inside.evaluate(selector, value)
    if program.distributed:
        return (yield from _child_steps(inside, state, selected))
    return (yield from program_steps(inside, program, selected))


def _child_steps(run: Run, state: State, value: Json) -> Steps:
    """Walk an item's own execution, which sees nothing of the one that started it."""
    child = run.execution(value)
    try:
        return (yield from program_steps(child, state["ItemProcessor"], value))
    except StatesError:
        if not state.get("ToleratedFailurePercentage"):
            raise
        return None


def _recovering(run: Run, state: State, value: Json, attempt: Callable[[], Steps]) -> StateSteps:
    retries = Retries(state.get("Retry", ()))
    while True:
        try:
            result = yield from attempt()
            return run.leave(state, value, default=result, result=result), state.get("Next")
        except StatesError as error:
            delay = retries.delay_after(error)
            if delay is None:
                return _caught(run, state, value, error)
        run.context["State"]["RetryCount"] = retries.count
        yield from sleep_for(run.world.clock, delay)


def _caught(run: Run, state: State, value: Json, error: StatesError) -> Onward:
    for catcher in state.get("Catch", ()):
        if error.matches(catcher["ErrorEquals"]):
            output = error.output
            return run.leave(catcher, value, default=output, errorOutput=output), catcher["Next"]
    raise error


def _moment(text: Json) -> datetime:
    try:
        when = datetime.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise StatesError(QUERY_EVALUATION_ERROR, f"Timestamp {text!r}: {error}") from error
    if when.tzinfo is None:
        raise StatesError(QUERY_EVALUATION_ERROR, f"Timestamp {text!r} has no zone; end it in Z")
    return when


def _is_true(condition: Json) -> bool:
    if not isinstance(condition, bool):
        raise StatesError(QUERY_EVALUATION_ERROR, f"Condition gave {condition!r}, not a boolean")
    return condition


_KINDS: dict[str, Callable[[Run, State, Json], StateSteps]] = {
    "Pass": _pass,
    "Succeed": _pass,
    "Wait": _wait,
    "Choice": _choice,
    "Fail": _fail,
    "Task": _task,
    "Parallel": _parallel,
    "Map": _map,
}
