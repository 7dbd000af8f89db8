"""The documents that errors and the API's description name: served beside the page /docs."""

from functools import cache
from importlib import resources
from typing import Final

from shared.edge.packaged import plan_schema

_PLAIN: Final = "text/plain; charset=utf-8"
_SCHEMA: Final = "plan.schema.json"

PAGES: Final = ("codes", "event-types", "lists", "orders", "payments", "signing", "webhooks")
"""Each in English, and in Chinese as `….zh-CN.md`."""

DOCUMENTS: Final = {
    **{f"{page}{language}.md": _PLAIN for page in PAGES for language in ("", ".zh-CN")},
    "policy.yaml": _PLAIN,
    _SCHEMA: "application/schema+json",
}
"""What is served, with its type: browsers show plain text, and not Markdown."""


@cache
def document(name: str) -> str:
    """Read one of them."""
    if name == _SCHEMA:
        return plan_schema()
    folder = resources.files("shared.edge.service") / "documents"
    return (folder / name).read_text(encoding="utf-8")
