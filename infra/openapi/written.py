"""The files that are written from the views: what each should say, and which one says another."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from infra.openapi.apps import Served, all_served
from infra.openapi.document import document
from infra.openapi.examples import add_examples
from infra.openapi.field_words import FieldWords
from infra.openapi.gateway import definition
from shared.edge.packaged import product_version

ROOT = Path(__file__).parents[2]
DESCRIPTION = Path("shared/data/openapi.json")
ACCESS = Path("shared/data/access.json")
SAMPLES = Path(__file__).with_name("samples.json")
DEFINITION = Path("gateway.json")


class Described(NamedTuple):
    """The description of the API, the words that it was asked for, and what has no example."""

    document: dict[str, Any]
    words: FieldWords
    without_example: list[str]


@cache
def described() -> Described:
    """Describe the API as its views say."""
    words = FieldWords.of_all_rooms()
    operations = [each.operation for each in all_served(ROOT)]
    made = document(operations, words, version=product_version())
    return Described(made, words, add_examples(made, read_samples()))


def read_samples() -> dict[str, Any]:
    """What was sent and got when every call was played, by the call's name."""
    samples: dict[str, Any] = json.loads(SAMPLES.read_text("utf-8"))
    return samples


@cache
def written() -> Mapping[Path, str]:
    """What each file should say; the same views give the same texts."""
    served = all_served(ROOT)
    return {
        DESCRIPTION: json.dumps(described().document, indent=1, ensure_ascii=False) + "\n",
        ACCESS: json.dumps(_access(served), indent=1) + "\n",
        DEFINITION: json.dumps(definition(served, product_version()), indent=1) + "\n",
    }


def drift(root: Path) -> list[str]:
    """Which files below `root` do not say what the views say."""
    return [
        f"{path} is not what the views say: run `make openapi` and look at what changed"
        for path, text in written().items()
        if not (root / path).exists() or (root / path).read_text("utf-8") != text
    ]


def _access(served: list[Served]) -> dict[str, dict[str, list[str]]]:
    paths: dict[str, dict[str, list[str]]] = {}
    for operation, _ in served:
        paths.setdefault(operation.path, {})[operation.method] = sorted(operation.roles)
    return paths
