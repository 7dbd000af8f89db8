"""State machine definitions, parsed once and checked against what is emulated."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from infra.local.asl.expressions import check_syntax
from infra.local.asl.resource import Resource, parse_resource
from infra.local.json_value import Json

State: TypeAlias = Mapping[str, Json]

_COMMON = {"Type", "Comment", "QueryLanguage", "Assign", "Output"}
_STEP = _COMMON | {"Next", "End"}
_RECOVERING = _STEP | {"Retry", "Catch"}
_FIELDS = {
    "Task": _RECOVERING | {"Resource", "Arguments", "TimeoutSeconds", "HeartbeatSeconds"},
    "Map": _RECOVERING
    | {"Items", "ItemSelector", "ItemProcessor", "MaxConcurrency"}
    | {"ToleratedFailurePercentage"},
    "Parallel": _RECOVERING | {"Arguments", "Branches"},
    "Wait": _STEP | {"Seconds", "Timestamp"},
    "Pass": _STEP,
    "Choice": _COMMON | {"Choices", "Default"},
    "Succeed": _COMMON,
    "Fail": {"Type", "Comment", "QueryLanguage", "Error", "Cause"},
}


_PROCESSORS: tuple[Json, ...] = (
    {},
    {"Mode": "INLINE"},
    {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
)


class InvalidDefinitionError(ValueError):
    """A definition is wrong, or uses what is not emulated; the message names the state."""


@dataclass(frozen=True)
class Program:
    """States that run one after the other: a whole machine, a branch, or a Map's item processor.

    A distributed one runs as an execution of its own for each item.
    """

    start_at: str
    states: Mapping[str, State]
    distributed: bool = False


@dataclass(frozen=True)
class Machine:
    """A state machine under its ARN."""

    name: str
    arn: str
    program: Program
    timeout_seconds: int | None
    definition: str


def parse_machine(
    name: str, arn: str, definition: str, substitutions: Mapping[str, str]
) -> Machine:
    """The machine of a definition with every `${X}` replaced; raises InvalidDefinitionError."""
    text = _substituted(name, definition, substitutions)
    document = json.loads(text)
    if document.get("QueryLanguage") != "JSONata":
        raise InvalidDefinitionError(f"{name}: set QueryLanguage to JSONata at the top level")
    _check_expressions(name, document)
    program = parse_program(name, document)
    return Machine(name, arn, program, document.get("TimeoutSeconds"), text)


def parse_program(where: str, document: Json) -> Program:
    """The program of an object with StartAt and States; raises InvalidDefinitionError."""
    states: dict[str, State] = {
        name: _parsed(f"{where}.{name}", state) for name, state in document["States"].items()
    }
    for source, target in _transitions(document["StartAt"], states):
        if target not in states:
            raise InvalidDefinitionError(f"{where}.{source} leads to {target!r}, which is no state")
    return Program(document["StartAt"], states)


def _substituted(name: str, definition: str, substitutions: Mapping[str, str]) -> str:
    used = set(re.findall(r"\$\{(\w+)\}", definition))
    if missing := used - set(substitutions):
        raise InvalidDefinitionError(
            f"{name}: add {', '.join(sorted(missing))} to DefinitionSubstitutions"
        )
    return re.sub(r"\$\{(\w+)\}", lambda match: substitutions[match[1]], definition)


def _check_expressions(name: str, document: Json) -> None:
    try:
        check_syntax(document)
    except ValueError as error:
        raise InvalidDefinitionError(f"{name}: {error}") from error


def _parsed(where: str, state: Json) -> State:
    kind = state.get("Type")
    if kind not in _FIELDS:
        raise InvalidDefinitionError(f"{where}: Type {kind!r} is not emulated")
    if unknown := set(state) - _FIELDS[kind]:
        raise InvalidDefinitionError(f"{where}: {', '.join(sorted(unknown))} is not emulated")
    if "Next" in _FIELDS[kind] and ("Next" in state) == bool(state.get("End")):
        raise InvalidDefinitionError(f"{where}: give either Next or End")
    return _prepared(where, state)


def _prepared(where: str, state: Json) -> State:
    """The state with what it names outside JSONata parsed: its resource or its inner programs."""
    if state["Type"] == "Task":
        return {**state, "Resource": _resource(where, state["Resource"])}
    if state["Type"] == "Map":
        return _prepared_map(where, state)
    if state["Type"] == "Parallel":
        branches = enumerate(state["Branches"])
        programs = [parse_program(f"{where}[{index}]", branch) for index, branch in branches]
        return {**state, "Branches": programs}
    return dict(state)


def _prepared_map(where: str, state: State) -> State:
    if state.get("ToleratedFailurePercentage", 0) not in (0, 100):
        raise InvalidDefinitionError(f"{where}: all failures are tolerated, or none")
    return {**state, "ItemProcessor": _item_processor(where, state["ItemProcessor"])}


def _resource(where: str, arn: str) -> Resource:
    try:
        return parse_resource(arn)
    except ValueError as error:
        raise InvalidDefinitionError(f"{where}: {error}") from error


def _item_processor(where: str, document: Json) -> Program:
    config = document.get("ProcessorConfig", {})
    if config not in _PROCESSORS:
        raise InvalidDefinitionError(f"{where}: this ProcessorConfig is not emulated: {config}")
    distributed = config.get("Mode") == "DISTRIBUTED"
    return replace(parse_program(where, document), distributed=distributed)


def _transitions(start_at: str, states: Mapping[str, State]) -> Iterator[tuple[str, str]]:
    yield "StartAt", start_at
    for name, state in states.items():
        for part in (state, *state.get("Choices", ()), *state.get("Catch", ())):
            for target in (part.get("Next"), part.get("Default")):
                if target is not None:
                    yield name, target
