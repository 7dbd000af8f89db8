"""Chinese for people stands in `shared/words` alone, so that nobody words a thing a second time.

A view says its own summary in both languages (`zh=`): OpenAPI shows it beside the route.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

PACKAGES: Final = ("fenrun", "shared", "functions")

WORDS: Final = "shared/words/"

EXCEPTIONS: Final[Mapping[str, str]] = {
    "fenrun/commands/period_name.py": "how people write a year, a quarter and a month",
    "shared/adapters/wechat/config.py": "what WeChat Pay asks a transfer to say, word by word",
    "shared/domain/documents/fault_hints.py": "characters that people type around an amount",
    "shared/domain/reconciling/bill_columns.py": "what WeChat Pay calls the columns of its bill",
    "shared/domain/histories/spelling.py": "what exports write around amounts, days and totals",
    "shared/domain/guard/findings.py": "what laws and rules are called where they are in force",
}
"""Where Chinese stands otherwise, and why."""

_CHINESE = re.compile("[\u4e00-\u9fff]")


def violations(root: Path) -> list[str]:
    """Say where Chinese stands outside of the words, and which exception is none any more."""
    found = {path: lines for path, text in _sources(root) if (lines := [*chinese_lines(text)])}
    return [
        *(
            f"{path}:{line}: Chinese for people belongs into shared/words"
            for path, lines in found.items()
            if path not in EXCEPTIONS
            for line in lines
        ),
        *(f"{path} has no Chinese: it is no exception" for path in EXCEPTIONS if path not in found),
    ]


def chinese_lines(text: str) -> Iterator[int]:
    """Give the lines of a source on which Chinese is said, a view's summary left out."""
    nodes = list(ast.walk(ast.parse(text)))
    summaries = {id(it.value) for it in nodes if isinstance(it, ast.keyword) and it.arg == "zh"}
    for node in nodes:
        if isinstance(node, ast.Constant) and id(node) not in summaries and _is_chinese(node.value):
            yield node.lineno


def _is_chinese(value: object) -> bool:
    return isinstance(value, str) and bool(_CHINESE.search(value))


def _sources(root: Path) -> Iterator[tuple[str, str]]:
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            if not name.startswith(WORDS):
                yield name, path.read_text("utf-8")
