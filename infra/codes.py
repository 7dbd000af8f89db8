"""Write the tables of all codes that people or clients meet, in English and Chinese."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from shared.words.catalogue import catalogue
from shared.words.wording import Language, Register, Words, plain

DOCS = Path(__file__).parents[1] / "docs"


class Page(NamedTuple):
    """A file in one language, and the words around its tables."""

    language: Language
    file: str
    head: str
    problems: str
    reasons: str
    registers: str


PAGES = (
    Page(
        "en",
        "codes.md",
        "# Codes\n\nEnglish · [中文](codes.zh-CN.md)\n\n"
        "All codes that the API, the terminal and the pages say, from `shared/words`; `make codes` "
        "writes this page. A problem names its `code`, on which clients act, and its `reason`, "
        "which is the case that `detail` and `detail_zh` tell; `/problems/{code}` answers the same "
        "as here. What stands in braces is a fact; figures are members of the problem, too. What "
        "stands in square brackets is said where its facts are known, to whoever may know them.",
        "## Problems\n\n| code | status | title | what it means | what to do |",
        "## Reasons\n\n| code | reason | detail |",
        "## Other codes\n\nBy kind: what happened (`event`) and what people did (`operation`), "
        "faults of documents and fields, states, reasons of pay and findings.",
    ),
    Page(
        "zh",
        "codes.zh-CN.md",
        "# 代码表\n\n[English](codes.md) · 中文\n\n"
        "接口、命令行与页面使用的全部代码，来自 `shared/words`；本页由 `make codes` 生成。"
        "错误以 `code` 供程序判断，以 `reason` 指明具体情形，由 `detail` 与 `detail_zh` 说明；"
        "`/problems/{code}` 返回与本页相同的说明。花括号中为事实，其中的数值也是错误文档的成员。"
        "方括号中的内容仅在其事实已知、且读者可知时出现。",
        "## 错误\n\n| 代码 | 状态码 | 标题 | 含义 | 如何处理 |",
        "## 情形\n\n| 代码 | 情形 | 说明 |",
        "## 其他代码\n\n按类别列出：发生之事（`event`）、人员操作（`operation`）、"
        "文档与字段的错误、状态、计酬原因与检查结果。",
    ),
)


def written(page: Page) -> str:
    """Give the text of a page: the same words make the same text."""
    parts = [
        page.head,
        _table(page.problems, _problems(page.language)),
        _table(page.reasons, _reasons(page.language)),
        page.registers,
        *(
            _table(f"### `{name}`\n\n| code | {page.language} |", _codes(register, page.language))
            for name, register in sorted(catalogue().registers.items())
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _table(head: str, rows: Iterator[list[str]]) -> str:
    columns = head.rpartition("\n")[2].count("|") - 1
    return "\n".join([head, "|---" * columns + "|", *(f"| {' | '.join(row)} |" for row in rows)])


def _problems(language: Language) -> Iterator[list[str]]:
    for code, (status, *words) in sorted(catalogue().problems.items()):
        yield [f"`{code}`", str(status), *(_plain(each, language) for each in words)]


def _reasons(language: Language) -> Iterator[list[str]]:
    for code, reasons in sorted(catalogue().refusals.items()):
        for reason, words in sorted(reasons.items()):
            yield [f"`{code}`", f"`{reason}`", _plain(words, language)]


def _codes(register: Register, language: Language) -> Iterator[list[str]]:
    for code, words in sorted(register.items()):
        yield [f"`{code}`", _plain(words, language)]


def _plain(words: Words, language: Language) -> str:
    text: str = getattr(plain(words), language)
    return text.replace("|", r"\|")


def stale(root: Path) -> list[str]:
    """Say which pages of a tree do not tell what the words say."""
    folder = root / DOCS.name
    return [
        f"docs/{each.file} is not what the words say: run `make codes` and look at what changed"
        for each in PAGES
        if (folder / each.file).read_text("utf-8") != written(each)
    ]


if __name__ == "__main__":
    for each in PAGES:
        (DOCS / each.file).write_text(written(each), encoding="utf-8")
