"""The documents that errors and the API's description name: served beside the page /docs."""

import re
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


_FENCE: Final = "```"
_LINK: Final = re.compile(r"\[([^\]]+)\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
_ELSEWHERE: Final = {"openapi.json": "../openapi.json"}
"""What is served beside the documents, and not among them."""


@cache
def document(name: str) -> str:
    """Read one of them; what its links lead to is served, too."""
    if name == _SCHEMA:
        return plan_schema()
    folder = resources.files("shared.edge.service") / "documents"
    text = (folder / name).read_text(encoding="utf-8")
    return _with_links_that_answer(text) if name.endswith(".md") else text


def _with_links_that_answer(text: str) -> str:
    """Leave the program text, every second part between fences, as it is."""
    parts = text.split(_FENCE)
    parts[::2] = [_LINK.sub(_answering, part) for part in parts[::2]]
    return _FENCE.join(parts)


def _answering(link: re.Match[str]) -> str:
    """Give a link to what is served, or of what only the project's folder has the words alone."""
    words, target = link[1], link[2]
    if target in DOCUMENTS or "://" in target:
        return link[0]
    return f"[{words}]({_ELSEWHERE[target]})" if target in _ELSEWHERE else words
