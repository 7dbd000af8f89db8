"""The files that are written from the views: what each should say, and which one says another."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from infra.openapi.apps import Served, all_served
from infra.openapi.document import document
from infra.openapi.field_words import FieldWords
from infra.openapi.gateway import definition
from shared.edge.packaged import product_version

ROOT = Path(__file__).parents[2]
DESCRIPTION = Path("shared/data/openapi.json")
ACCESS = Path("shared/data/access.json")
DEFINITION = Path("gateway.json")


@cache
def described() -> tuple[Mapping[str, Any], FieldWords]:
    """The description of the API, and the words that it was asked for."""
    words = FieldWords.of_all_rooms()
    operations = [each.operation for each in all_served(ROOT)]
    return document(operations, words, version=product_version()), words


@cache
def written() -> Mapping[Path, str]:
    """What each file should say; the same views give the same texts."""
    served = all_served(ROOT)
    return {
        DESCRIPTION: json.dumps(described()[0], indent=1, ensure_ascii=False) + "\n",
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
