"""The published schema of plan documents is what the models say, and fits the published plans."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from fenrun.documents.strict_yaml import load
from infra.plan_schema import DOCUMENT, describe
from shared.domain.documents.fault_hints import SHAPES
from shared.domain.guard.guard import require_allowed
from shared.domain.plans.document import read_plan
from shared.domain.plans.kinds import AnyRule
from shared.domain.plans.presets import PRESETS
from shared.domain.terms.parts import MAX_PAY_DEPTH
from shared.words.plan_choices import meanings
from tests.unit.domain.plans.documents import document, percent

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLES = sorted((DOCS / "plans").glob("*.yaml"))
ONLY_REFUSED = {"recruit_award", "share_award"}

SCHEMA = json.loads(DOCUMENT.read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

by_file = pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])


def kinds() -> set[str]:
    union = get_args(AnyRule)[0]
    return {
        kind
        for model in get_args(union)
        for kind in get_args(model.model_fields["kind"].annotation)
    }


def test_the_published_schema_is_what_the_models_say() -> None:
    published = DOCUMENT.read_text("utf-8")
    assert published.rstrip("\n") == describe(), "run `make schema` and look at what changed"
    assert (DOCS / "plan.schema.json").read_text("utf-8") == published


def test_the_schema_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@by_file
def test_an_example_is_allowed_and_fits_the_schema(path: Path) -> None:
    plan, _ = load(path)
    assert list(VALIDATOR.iter_errors(plan)) == []
    found = require_allowed(read_plan(plan))
    assert "level_unknown" not in [each.code for each in found]


@by_file
def test_an_example_names_its_schema_and_speaks_both_languages(path: Path) -> None:
    first, *comments = path.read_text("utf-8").splitlines()
    assert first == "# yaml-language-server: $schema=../plan.schema.json"
    words = " ".join(line for line in comments if line.startswith("#"))
    assert not words.isascii()
    assert any(word.isascii() and word.isalpha() for word in words.split())


def test_every_kind_of_rule_has_an_example() -> None:
    shown = {rule["kind"] for path in EXAMPLES for rule in load(path)[0].get("rules", ())}
    assert shown == kinds() - ONLY_REFUSED


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_fits_the_schema(preset: str) -> None:
    assert VALIDATOR.is_valid({"preset": preset})
    assert VALIDATOR.is_valid(read_plan(preset).model_dump(mode="json", by_alias=True))


@pytest.mark.parametrize(
    "plan",
    [
        {},
        {"preset": "depth-9"},
        document(pay_depth=0),
        document(pay_depth="2"),
        document(colour="red"),
        document(joining_fee=5),
        document(products={"tee": {"price": "1.0"}}),
        document(products={"a\ttee": {}}),
        document(percent(rates_bp={"default": [10_001]})),
        document(percent(rates_bp={"default": [1, 1, 1, 1]})),
        document(percent(form="gold")),
        document(percent(kind="percnt")),
        {**document(), "rules": []},
    ],
)
def test_what_is_no_plan_fits_neither_schema_nor_models(plan: Any) -> None:
    assert not VALIDATOR.is_valid(plan)
    with pytest.raises(ValueError, match=r"preset|validation error"):
        read_plan(plan)


def test_the_schema_explains_fields_and_shows_defaults() -> None:
    models = SCHEMA["$defs"]
    assert (
        "Only payees of these levels"
        in models["PercentRule"]["properties"]["levels"]["description"]
    )
    assert models["Plan"]["properties"]["joining_fee"]["default"] == "0.00"
    assert models["PlanOnPreset"]["required"] == ["preset"]


PROPERTIES = [
    (model, name) for model, schema in SCHEMA["$defs"].items() for name in schema["properties"]
]


def test_every_model_says_what_it_is() -> None:
    assert [name for name, model in SCHEMA["$defs"].items() if not model.get("description")] == []


@pytest.mark.parametrize(("model", "name"), PROPERTIES)
def test_every_field_says_in_a_sentence_what_it_is(model: str, name: str) -> None:
    said = SCHEMA["$defs"][model]["properties"][name].get("description", "")
    assert said.endswith("."), f"put a docstring behind {model}.{name}"
    assert "None" not in said, "say it in words of the document"


def enums(node: object) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for each in node for found in enums(each)]
    if not isinstance(node, dict):
        return []
    inside = [found for each in node.values() for found in enums(each)]
    return [node, *inside] if isinstance(node.get("enum"), list) else inside


def test_every_choice_says_what_it_means_in_both_languages() -> None:
    found = enums(SCHEMA)
    assert len(found) > 40
    for each in found:
        assert len(each["enumDescriptions"]) == len(each["enum"])
        assert all(said and not said.isascii() for said in each["enumDescriptions"])


def test_a_set_of_choices_that_nobody_explained_is_refused() -> None:
    assert meanings(["gift", "cash", "coupon", "points"])[0] == ("A gift", "赠品")
    with pytest.raises(KeyError, match="say in CHOICES"):
        meanings(["cash", "gold"])


@pytest.mark.parametrize("model", sorted(SCHEMA["$defs"]))
def test_an_example_of_a_field_fits_it(model: str) -> None:
    schema = SCHEMA["$defs"][model]
    for name in set(schema.get("required", ())) - {"kind", "preset"}:
        field = {**schema["properties"][name], "$defs": SCHEMA["$defs"]}
        assert len(field["examples"]) == 1
        assert list(Draft202012Validator(field).iter_errors(field["examples"][0])) == []


def test_defaults_fit_their_fields() -> None:
    for model in SCHEMA["$defs"].values():
        for field in model["properties"].values():
            if "default" in field:
                schema = {**field, "$defs": SCHEMA["$defs"]}
                assert Draft202012Validator(schema).is_valid(field["default"])


def test_mistakes_are_answered_with_the_kinds_that_there_are() -> None:
    assert set(SHAPES.kinds) == kinds() - ONLY_REFUSED
    assert SHAPES.depths == MAX_PAY_DEPTH
