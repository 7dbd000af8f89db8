"""Write the JSON Schema of plan documents from their models: editors check and explain with it."""

import ast
import inspect
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from textwrap import dedent
from typing import Any

import yaml
from pydantic import BaseModel

from shared.domain.documents.fault_hints import example_of
from shared.domain.money import YUAN_SCHEMA, yuan
from shared.domain.plans import budget, document
from shared.domain.plans.document import Plan
from shared.domain.plans.kinds import KINDS
from shared.domain.plans.presets import PRESETS
from shared.domain.terms import bands, parts, product
from shared.words.plan_choices import meanings

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "shared" / "data" / "plan.schema.json"

Schema = dict[str, Any]


def describe() -> str:
    """Give the schema as JSON: the same models give the same text."""
    return json.dumps(plan_schema(), ensure_ascii=False, indent=1)


def plan_schema() -> Schema:
    """Give the schema: a plan of its own, or one that stands on a preset."""
    plan = Plan.model_json_schema(by_alias=True)
    parts_of_it = plan.pop("$defs")
    models = {**parts_of_it, "Plan": plan, "PlanOnPreset": _on_preset(plan)}
    _add_notes(models)
    _add_examples(models)
    for each in _schemas(models):
        _mend(each)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Fenrun plan · 分润方案",
        "description": "Who is paid what for an order, by which rules, up to which limits. "
        "Rates are basis points (1000 is 10 %), amounts quoted yuan.",
        "if": {"required": ["preset"]},
        "then": {"$ref": "#/$defs/PlanOnPreset"},
        "else": {"$ref": "#/$defs/Plan"},
        "$defs": models,
    }


def _on_preset(plan: Schema) -> Schema:
    preset = {"enum": list(PRESETS), "description": "Stands for its first rule and its pay depth."}
    rules_behind = {k: v for k, v in plan["properties"]["rules"].items() if k != "minItems"}
    return {
        **plan,
        "title": "PlanOnPreset",
        "required": ["preset"],
        "properties": {"preset": preset, **plan["properties"], "rules": rules_behind},
    }


def _add_notes(models: Schema) -> None:
    kinds = [sys.modules[kind.__module__] for kind in KINDS]
    for module in (parts, bands, product, budget, *kinds, document):
        for name, model in vars(module).items():
            if name in models and isinstance(model, type) and issubclass(model, BaseModel):
                _describe(models[name], model)
    _describe(models["PlanOnPreset"], Plan)


def _describe(schema: Schema, model: type[BaseModel]) -> None:
    for field, note in _notes(model):
        alias = model.model_fields[field].alias or field
        schema["properties"][alias]["description"] = note
    kind = schema["properties"].get("kind", {})
    kind.setdefault("description", schema.get("description", "").split("\n")[0])


def _add_examples(models: Schema) -> None:
    """Show what the fields that a part must have may look like; a kind speaks for itself."""
    for model in models.values():
        fields = model["properties"]
        kind = fields.get("kind", {}).get("const", "")
        for name in model.get("required", ()):
            if name not in {"kind", "preset"}:
                fields[name]["examples"] = [yaml.safe_load(example_of((kind, name)))[name]]


def _notes(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Give what the source says of fields: the text that stands behind each."""
    for each in reversed(model.__mro__):
        if not issubclass(each, BaseModel) or each is BaseModel:
            continue
        tree = ast.parse(dedent(inspect.getsource(each))).body[0]
        assert isinstance(tree, ast.ClassDef)
        for field, text in pairwise(tree.body):
            match field, text:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(note))),
                ) if name in model.model_fields:
                    yield name, inspect.cleandoc(note)


def _schemas(node: object) -> Iterator[Schema]:
    """Give every schema inside; a property may be called like a keyword."""
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from _schemas(child)
    elif isinstance(node, list):
        for child in node:
            yield from _schemas(child)


def _mend(schema: Schema) -> None:
    """Write amounts as documents do, and refuse names that fit no pattern."""
    if "patternProperties" in schema:
        schema["additionalProperties"] = False
    if "enum" in schema:
        schema["enumDescriptions"] = [f"{it.en} · {it.zh}" for it in meanings(schema["enum"])]
    default = schema.get("default")
    if schema.get("pattern") == YUAN_SCHEMA["pattern"] and isinstance(default, int):
        schema["default"] = yuan(default)
    if "title" in schema and isinstance(schema["title"], str) and "properties" not in schema:
        del schema["title"]


if __name__ == "__main__":
    DOCUMENT.write_text(describe() + "\n", encoding="utf-8")
