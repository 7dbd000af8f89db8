"""Which codes the source says, with which facts: read without importing it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PACKAGES = ("fenrun", "shared", "functions", "infra")

REFUSING = ("Refused", "Unacceptable")
"""What is called with a problem code, a reason and facts by name."""


FAULTING = {"Fault": 0, "fault_at": 1, "placed": 1}
"""What tells a fault of a value, and the place of its code among what it is called with."""

ASKING = ("term", "in_both")
"""What is called with a register and one of its codes."""

FILTERING = ("wrong_filter", "filter_error")
"""What is called with a name of a query and a code of what is wrong with a field."""


class Faulting(NamedTuple):
    """A call that tells a fault with facts by name; no code where it is not written out."""

    where: str
    code: str | None
    facts: frozenset[str]


class Refusal(NamedTuple):
    """A call that refuses; no code or reason where it is not written out."""

    where: str
    code: str | None
    reason: str | None
    facts: frozenset[str] | None
    """None where they are not written out."""


class Said(NamedTuple):
    """All that a tree says."""

    refusals: tuple[Refusal, ...]
    clauses: frozenset[str]
    """The codes of parts of sentences."""
    terms: frozenset[tuple[str, str]]
    """Codes of registers that are asked for by name."""
    faults: tuple[Faulting, ...] = ()


def read_said(root: Path) -> Said:
    """Read what every module of the packages below `root` says."""
    paths = (path for package in PACKAGES for path in sorted((root / package).rglob("*.py")))
    return said_in({str(path.relative_to(root)): path.read_text("utf-8") for path in paths})


def said_in(sources: dict[str, str]) -> Said:
    """Read what sources say, by their names."""
    calls = [(name, call) for name, text in sources.items() for call in _calls(ast.parse(text))]
    return Said(
        tuple(refusal for name, call in calls if (refusal := _refusal(name, call))),
        frozenset(code for _, call in calls if (code := _clause(call))),
        frozenset(term for _, call in calls if (term := _term(call))),
        tuple(fault for name, call in calls if (fault := _fault(name, call))),
    )


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _refusal(name: str, call: ast.Call) -> Refusal | None:
    code, reason = _text(call, 0), _text(call, 1)
    where = f"{name}:{call.lineno}"
    if _called(call) in REFUSING:
        facts = frozenset(each.arg for each in call.keywords if each.arg)
        return Refusal(where, code, reason, facts)
    # A problem is mostly made of an error: only one that is written out says something itself.
    if _called(call) == "Problem" and code and reason:
        return Refusal(where, code, reason, None)
    return None


def _fault(name: str, call: ast.Call) -> Faulting | None:
    if (place := FAULTING.get(_called(call))) is None:
        return None
    facts = frozenset(each.arg for each in call.keywords if each.arg)
    passed_on = any(each.arg is None for each in call.keywords)
    code = _text(call, place)
    return None if passed_on and code is None else Faulting(f"{name}:{call.lineno}", code, facts)


def _clause(call: ast.Call) -> str | None:
    return _text(call, 0) if _called(call) == "Clause" else None


def _term(call: ast.Call) -> tuple[str, str] | None:
    register, code = _text(call, 0), _text(call, 1)
    if _called(call) == "label" and register:
        return "explained", register
    if _called(call) in FILTERING and code:
        return "field_fault", code
    return (register, code) if _called(call) in ASKING and register and code else None


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _text(call: ast.Call, place: int) -> str | None:
    if place < len(call.args) and isinstance(argument := call.args[place], ast.Constant):
        return argument.value if isinstance(argument.value, str) else None
    return None
