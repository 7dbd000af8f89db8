"""Rules for state machine definitions that neither SAM nor cfn-lint looks at."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from jsonata import Jsonata
from jsonata.jexception import JException
from statelint.linter import Linter

_SUBSTITUTION = re.compile(r"\$\{([A-Za-z0-9]+)\}")
_EXPRESSION = re.compile(r"^\{%(.*)%\}$", re.DOTALL)
# statelint knows literal values only where JSONata may stand as well.
_LITERAL_WANTED = re.compile(r' is "\{%.*%\}" but should be ', re.DOTALL)

Machine = Mapping[str, Any]


def violations(text: str, substitutions: frozenset[str]) -> list[str]:
    """Everything wrong with one definition; `substitutions` are the names the template gives."""
    definition = json.loads(text)
    return [
        *_substitutions(text, substitutions),
        *_linted(definition),
        *_expressions(definition, "definition"),
        *(problem for machine in _machines(definition) for problem in _rules(machine)),
    ]


def _substitutions(text: str, given: frozenset[str]) -> Iterator[str]:
    used = set(_SUBSTITUTION.findall(text))
    yield from (f"${{{name}}} has no substitution in the template" for name in sorted(used - given))
    yield from (f"substitution {name} is never used" for name in sorted(given - used))


def _linted(definition: dict[str, Any]) -> list[str]:
    return [
        problem for problem in Linter.validate(definition) if not _LITERAL_WANTED.search(problem)
    ]


def _expressions(value: Any, place: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _expressions(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _expressions(inner, f"{place}[{index}]")
    elif isinstance(value, str) and (match := _EXPRESSION.match(value)):
        yield from _expression(match[1], place)


def _expression(source: str, place: str) -> Iterator[str]:
    try:
        # Any value may stand where the template puts its own; a number is the shortest.
        Jsonata(_SUBSTITUTION.sub("0", source))
    except JException as error:
        yield f"{place} is no JSONata: {error}"


def _machines(machine: Machine) -> Iterator[Machine]:
    """The machine and those inside its Map and Parallel states."""
    yield machine
    for state in machine["States"].values():
        inner = [*state.get("Branches", ()), *filter(None, [state.get("ItemProcessor")])]
        for nested in inner:
            yield from _machines(nested)


def _rules(machine: Machine) -> Iterator[str]:
    states = machine["States"]
    for name in sorted(set(states) - _reachable(machine)):
        yield f"state {name} cannot be reached"
    for name, state in states.items():
        yield from (f"state {name} {problem}" for problem in _state(state))


def _state(state: Mapping[str, Any]) -> Iterator[str]:
    if state["Type"] == "Task" and not state.get("TimeoutSeconds"):
        yield "has no TimeoutSeconds"
    for retry in state.get("Retry", ()):
        if "States.ALL" in retry["ErrorEquals"]:
            yield "retries States.ALL; name the transient errors"
        if not {"MaxAttempts", "BackoffRate", "MaxDelaySeconds", "JitterStrategy"} <= set(retry):
            yield "retries without MaxAttempts, BackoffRate, MaxDelaySeconds or JitterStrategy"


def _reachable(machine: Machine) -> set[str]:
    found: set[str] = set()
    waiting = [machine["StartAt"]]
    while waiting:
        name = waiting.pop()
        if name not in found and name in machine["States"]:
            found.add(name)
            waiting += _successors(machine["States"][name])
    return found


def _successors(state: Mapping[str, Any]) -> list[str]:
    branches = [*state.get("Choices", ()), *state.get("Catch", ()), state]
    named = [branch["Next"] for branch in branches if "Next" in branch]
    return [*named, *filter(None, [state.get("Default")])]
