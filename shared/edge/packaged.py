"""Files that ship with the code."""

from functools import cache
from importlib import resources


@cache
def openapi_document() -> str:
    """Read the description of the whole API, as `make openapi` wrote it."""
    return _read("openapi.json")


def access_document() -> str:
    """Read who may call which route, as `make openapi` wrote it."""
    return _read("access.json")


@cache
def plan_schema() -> str:
    """Read the JSON Schema of plan documents, as `make schema` wrote it."""
    return _read("plan.schema.json")


@cache
def product_version() -> str:
    """Read the product's version."""
    return _read("version.txt").strip()


def _read(name: str) -> str:
    return (resources.files("shared.data") / name).read_text(encoding="utf-8")
