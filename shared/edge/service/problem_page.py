"""What a problem's `type` leads to: its code, what it means and what to do, for people."""

from collections.abc import Iterator
from html import escape
from typing import Final, Self

from shared.domain.records import Value
from shared.words.catalogue import catalogue, problem_words
from shared.words.wording import plain

HTML: Final = "text/html; charset=utf-8"

_PAGE: Final = """<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{code} · Fenrun</title>
<style>
body {{ max-width: 44rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui }}
dt {{ margin-top: 1rem }} dd {{ margin: 0 }} code {{ background: #8882; padding: 0 .25rem }}
</style>
<h1>{title_zh} <small lang="en">{title}</small></h1>
<p><code>{code}</code> · HTTP {status}</p>
<p>{meaning_zh}<br>{remedy_zh}</p>
<p lang="en">{meaning}<br>{remedy}</p>
<dl>
{reasons}
</dl>
</html>
"""
_REASON: Final = '<dt><code>{reason}</code></dt>\n<dd>{detail_zh}</dd>\n<dd lang="en">{detail}</dd>'


class ReasonMeaning(Value):
    """A case of the code; facts stand in braces."""

    reason: str
    detail: str
    detail_zh: str


class ProblemMeaning(Value):
    """What a problem code means and what to do about it, in English and Chinese."""

    code: str
    status: int
    title: str
    title_zh: str
    meaning: str
    meaning_zh: str
    remedy: str
    remedy_zh: str
    reasons: tuple[ReasonMeaning, ...]

    @classmethod
    def of(cls, code: str) -> Self:
        """Tell of a code."""
        words = problem_words(code)
        return cls(
            code=code,
            status=words.status,
            title=words.title.en,
            title_zh=words.title.zh,
            meaning=words.meaning.en,
            meaning_zh=words.meaning.zh,
            remedy=words.remedy.en,
            remedy_zh=words.remedy.zh,
            reasons=tuple(_reasons(code)),
        )


def page_of(meaning: ProblemMeaning) -> str:
    """Write a page about a code."""
    reasons = "\n".join(_REASON.format_map(_escaped(each)) for each in meaning.reasons)
    return _PAGE.format_map({**_escaped(meaning), "reasons": reasons})


def _reasons(code: str) -> Iterator[ReasonMeaning]:
    for reason, words in catalogue().refusals.get(code, {}).items():
        shown = plain(words)
        yield ReasonMeaning(reason=reason, detail=shown.en, detail_zh=shown.zh)


def _escaped(value: Value) -> dict[str, str]:
    return {name: escape(str(text)) for name, text in value}
