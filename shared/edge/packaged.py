"""Files that ship with the code."""

import json
from functools import cache
from importlib import resources
from typing import Final


@cache
def openapi_document(base_url: str) -> str:
    """Read the description of the whole API, as `make openapi` wrote it, of the one at an address.

    The file itself names no host: it describes whatever serves it.
    """
    return _read("openapi.json").replace(_HERE, f'"url": {json.dumps(base_url)}', 1)


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


_HERE: Final = '"url": "/"'
"""What the description says of where the API is."""


def _read(name: str) -> str:
    return (resources.files("shared.data") / name).read_text(encoding="utf-8")
