"""The guide to plans: each of its examples is allowed, and pays what it says of 100.00 yuan."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from fenrun.documents.strict_yaml import load
from infra.plan_schema import plan_schema
from infra.scenarios.document import read_scenario
from infra.scenarios.play import play
from shared.adapters.calendar_file import load_calendar
from shared.domain.documents.fault_hints import SHAPES
from shared.domain.guard.guard import require_allowed
from shared.domain.plans.document import read_plan
from tests.scenarios.stories import write

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "plans" / "README.md"
TEXT = GUIDE.read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)\n# 100\.00 → (.*?)\n```", TEXT, re.DOTALL)
VALIDATOR = Draft202012Validator(plan_schema())
PEOPLE = {
    "third": {"level": "diamond", "grade": "province"},
    "upline": {"upline": "third", "level": "gold", "grade": "city"},
    "seller": {"upline": "upline", "level": "gold"},
}
DAY = "2025-03-0{}T{}:00:00+08:00"

by_example = pytest.mark.parametrize(
    ("text", "paid"), EXAMPLES, ids=[text.split("\n")[0] for text, _ in EXAMPLES]
)


def told(paid: str) -> dict[str, str]:
    """Read `seller 10.00, upline 5.00`; whoever is not named gets nothing."""
    amounts = dict(part.split(" ") for part in paid.split(", "))
    assert amounts.keys() <= PEOPLE.keys()
    return {name: amounts.get(name, "0.00") for name in PEOPLE}


def story(plan: dict[str, Any], paid: str) -> dict[str, Any]:
    """One order of 100.00, delivered and never returned, until its month's awards are decided."""
    restock = any(rule["kind"] == "restock_rebate" for rule in plan["rules"])
    entry = _order("O0", DAY.format(1, 10)) if restock else []
    last = {"at": "2025-05-01T00:00:00+08:00", "do": "clock"}
    events = [*entry, *_order("O1", DAY.format(2, 10)), last]
    if restock:
        created = {"buyer": "seller", "kind": "restock"}
        events = [each | created if each["do"] == "order_created" else each for each in events]
    return {
        "title": plan["name"],
        "plan": plan,
        "people": PEOPLE,
        "buyers": {"X": {"bound_to": "seller"}},
        "events": events,
        "expect": {"balances": {n: {"available": sum_} for n, sum_ in told(paid).items()}},
    }


def _order(order: str, at: str) -> list[dict[str, Any]]:
    line = {"line": 1, "sku": "tea", "qty": 1, "price": "100.00", "cost": "40.00"}
    created = {"do": "order_created", "buyer": "X", "lines": [line]}
    happened = [created, {"do": "order_paid"}, {"do": "shipped"}, {"do": "delivered"}]
    return [{"at": at, "order": order, **each} for each in happened]


@by_example
def test_an_example_pays_what_it_says(tmp_path: Path, text: str, paid: str) -> None:
    plan = yaml.safe_load(text)
    path = write(tmp_path, "story.yaml", yaml.safe_dump(story(plan, paid), allow_unicode=True))
    result = play(read_scenario(path), load_calendar())
    assert result.rejected == []
    assert result.mismatches == []


@by_example
def test_an_example_is_allowed_and_fits_the_schema(tmp_path: Path, text: str, paid: str) -> None:
    plan, _ = load(write(tmp_path, "plan.yaml", text))
    require_allowed(read_plan(plan))
    assert list(VALIDATOR.iter_errors(plan)) == []
    assert told(paid) != dict.fromkeys(PEOPLE, "0.00")


def test_every_kind_has_an_example_and_every_block_is_played() -> None:
    shown = {rule["kind"] for text, _ in EXAMPLES for rule in yaml.safe_load(text)["rules"]}
    assert shown == set(SHAPES.kinds)
    assert TEXT.count("```yaml") == len(EXAMPLES)


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_guide_is_linked(page: str) -> None:
    assert "(docs/plans/README.md)" in (ROOT / page).read_text("utf-8")
