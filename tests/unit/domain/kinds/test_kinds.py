"""A kind of rule is one class in one file: it answers for itself, nobody else tells kinds apart."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from infra.checks.modules import read_modules
from infra.plan_schema import plan_schema
from shared.domain.commission.not_paid import NotPaidFor
from shared.domain.commission.period_pay import PeriodFacts
from shared.domain.documents.fault_hints import SHAPES
from shared.domain.guard.guard import findings, require_allowed
from shared.domain.guard.worst_case import worst_cases
from shared.domain.plans.document import Plan, read_plan
from shared.domain.plans.kinds import KINDS, names_of
from shared.domain.rules.order_rule import OrderRule, order_rules
from shared.domain.rules.periodic_rule import PeriodicRule, PeriodRule, periodic_rules
from shared.domain.rules.rule import Rule
from shared.domain.rules.tiered import TieredRule
from tests.unit.domain.engine.engine_facts import Upline, facts, line

ROOT = Path(__file__).parents[4]
ROOMS = ("shared/domain/kinds/", "shared/domain/rules/")
REGISTRY = "shared/domain/plans/kinds.py"
CLASSES = {
    each.__name__ for each in (*KINDS, Rule, OrderRule, PeriodicRule, PeriodRule, TieredRule)
}
GUIDE = (ROOT / "docs" / "plans" / "README.md").read_text("utf-8")

PAYING = [kind for kind in KINDS if not kind.only_refused]
SELLER, UPLINE = Upline("seller", level="gold", grade="city"), Upline("upline", level="gold")

by_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
by_paying_kind = pytest.mark.parametrize("kind", PAYING, ids=lambda kind: kind.__name__)


def shown(kind: type[Rule]) -> tuple[Plan, list[Any]]:
    """The plan that shows a kind, and its rules of that kind."""
    plan = read_plan(kind.example)
    return plan, [rule for rule in plan.rules if rule.kind in names_of(kind)]


def told_apart(tree: ast.AST) -> Iterator[str]:
    """Every test of a value against a class of rules."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("isinstance", "issubclass"):
            yield from _named(node.args[1])
        elif isinstance(node, ast.MatchClass):
            yield from _named(node.cls)
        elif isinstance(node, ast.Compare) and "type(" in ast.unparse(node.left):
            yield from (name for each in node.comparators for name in _named(each))


def _named(node: ast.AST) -> Iterator[str]:
    inside = (ast.unparse(each).rpartition(".")[2] for each in ast.walk(node))
    return (name for name in inside if name in CLASSES)


def test_nobody_outside_the_rooms_of_rules_tells_kinds_apart() -> None:
    sources = [
        path for part in ("shared", "functions", "infra") for path in ROOT.glob(f"{part}/**/*.py")
    ]
    found = {
        name: sorted(set(told_apart(ast.parse(path.read_text("utf-8")))))
        for path in sources
        if not (name := path.relative_to(ROOT).as_posix()).startswith(ROOMS)
    }
    assert len(found) > 300
    assert {name: classes for name, classes in found.items() if classes} == {
        REGISTRY: ["PeriodicRule", "Rule"]
    }


@pytest.mark.parametrize(
    "text",
    [
        "isinstance(rule, PercentRule)",
        "isinstance(rule, TierRule | kinds.RankingRule)",
        "issubclass(kind, (int, OrderRule))",
        "match rule:\n  case PerPieceRule(skus=None): pass",
        "type(rule) is ShareRule",
    ],
)
def test_every_way_to_tell_them_apart_is_seen(text: str) -> None:
    assert list(told_apart(ast.parse(text)))


def test_nobody_outside_the_room_knows_a_kind() -> None:
    modules = read_modules(ROOT, "shared", "functions", "infra").values()
    room = "shared.domain.kinds."
    outside = [each for each in modules if not each.name.startswith(room)]
    assert [
        each.name for each in outside if any(name.startswith(room) for name in each.imports)
    ] == []


def test_every_file_of_the_room_is_one_kind() -> None:
    files = {path.stem for path in (ROOT / ROOMS[0]).glob("*.py")} - {"__init__"}
    assert sorted(kind.__module__.rpartition(".")[2] for kind in KINDS) == sorted(files)


def test_nobody_tells_kinds_apart_by_their_names() -> None:
    names = {name for kind in KINDS for name in names_of(kind)}
    rooms = tuple(str(ROOT / room) for room in ROOMS)
    found = [
        (path.name, compared.value)
        for folder in ("shared", "infra", "functions")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not str(path).startswith(rooms)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Compare) and "kind" in ast.unparse(node)
        for compared in ast.walk(node)
        if isinstance(compared, ast.Constant) and compared.value in names
    ]
    assert found == []


def test_kinds_come_as_people_are_told_of_them() -> None:
    names = [name for kind in KINDS for name in names_of(kind)]
    assert tuple(names[: len(SHAPES.kinds)]) == SHAPES.kinds
    assert len(names) == len(set(names))


@by_paying_kind
def test_an_example_is_allowed_and_stands_in_the_guide(kind: type[Rule]) -> None:
    plan, rules = shown(kind)
    assert rules
    require_allowed(plan)
    blocks = GUIDE.split("```yaml\n")[1:]
    assert kind.example in [yaml.safe_load(block.partition("```")[0]) for block in blocks]


@by_kind
def test_what_can_only_be_refused_is_refused_for_what_it_is(kind: type[Rule]) -> None:
    plan, rules = shown(kind)
    errors = {each.code for each in findings(plan) if each.severity == "error"}
    assert errors == {each.code for rule in rules for each in rule.inducements()}
    assert bool(errors) == kind.only_refused


@by_kind
def test_a_kind_and_all_its_fields_are_said_in_words(kind: type[Rule]) -> None:
    said = plan_schema()["$defs"][kind.__name__]
    assert said["description"]
    assert all(field["description"] for field in said["properties"].values())


@by_paying_kind
def test_a_kind_says_why_it_pays_nothing(kind: type[Rule]) -> None:
    plan, rules = shown(kind)
    free = line(base_fen=0)
    for rule in order_rules(rules):
        given = facts(SELLER, UPLINE, lines=(free,), agents=(SELLER,))
        (_, payee), *_ = rule.looks_at(given)
        assert rule.why_not(plan.products)(given, free, 1, payee) in get_args(NotPaidFor)
    for rule in periodic_rules(rules):
        assert rule.pay("gold", PeriodFacts()).unpaid
        assert rule.period_terms("gold")


@by_paying_kind
def test_a_kind_is_bounded(kind: type[Rule]) -> None:
    plan, rules = shown(kind)
    most = [rule.at_its_most() for rule in rules]
    assert [(rule.id, rule.levels, rule.valid) for rule in most] == [
        (rule.id, rule.levels, rule.valid) for rule in rules
    ]
    assert all(rule.pays_anything() for rule in [*rules, *most])
    assert all(each.rate_bp <= plan.cap_bp for each in worst_cases(plan))
