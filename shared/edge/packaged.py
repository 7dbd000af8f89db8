"""Files that ship with the code."""

from functools import cache
from importlib import resources


@cache
def openapi_document() -> str:
    """Read the description of the whole API, as `make openapi` wrote it."""
    return _read("openapi.json")


@cache
def product_version() -> str:
    """Read the product's version."""
    return _read("version.txt").strip()


def _read(name: str) -> str:
    return (resources.files("shared.data") / name).read_text(encoding="utf-8")
