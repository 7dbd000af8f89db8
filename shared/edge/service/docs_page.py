"""The page on which people read the API's description, in one of our languages."""

from collections.abc import Mapping
from functools import cache
from html import escape
from importlib import resources
from typing import Final

from shared.words.catalogue import term
from shared.words.wording import Language

FILES: Final[Mapping[str, str]] = {
    "start.js": "text/javascript; charset=utf-8",
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "swagger-ui.css": "text/css; charset=utf-8",
}
"""What the page loads, with its type; `make viewer` puts those of the viewer here."""

HEADERS: Final = {
    # The viewer sets styles on its elements; it runs no script that is not one of the files.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

_PAGE: Final = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/swagger-ui.css">
<p style="margin: 1rem auto; max-width: 1420px; padding: 0 20px; font-family: sans-serif">
{note} <a href="openapi.json">openapi.json</a> ·
<a href="docs?lang=en" lang="en">English</a> · <a href="docs?lang=zh" lang="zh">{chinese}</a>
</p>
<main id="viewer">{instead}</main>
{scripts}
</html>
"""
_SCRIPTS: Final = """<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>"""


def docs_page(language: Language) -> str:
    """Write the page; where the viewer was not built in, it says how to come by it."""
    there = all(page_file(name) is not None for name in FILES)
    return _PAGE.format(
        language=language,
        title=_said("title", language),
        note=_said("note", language),
        chinese=term("page", "chinese").zh,
        instead="" if there else f"<p>{_said('viewer_not_there', language)}</p>",
        scripts=_SCRIPTS if there else "",
    )


@cache
def page_file(name: str) -> str | None:
    """Give a file that the page loads; None where the viewer was not built in."""
    path = resources.files("shared.edge.service") / "viewer" / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _said(code: str, language: Language) -> str:
    words: str = getattr(term("page", code), language)
    return escape(words)
