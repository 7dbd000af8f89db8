"""Write the table of all kinds of events that endpoints may want, in English and Chinese."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from infra.codes import DOCS
from shared.adapters.layout.every_room import heads
from shared.domain.events.readers import Reader
from shared.domain.webhooks.deliveries import PING
from shared.domain.webhooks.kinds import is_told_to, kinds_of
from shared.domain.webhooks.webhooks import Webhook
from shared.words.catalogue import catalogue
from shared.words.wording import Language, plain

A_SHOP = Reader("storefront", "any")


class Page(NamedTuple):
    """A file in one language, the words around its table, and what it says for yes."""

    language: Language
    file: str
    head: str
    yes: str
    ping: str


PAGES = (
    Page(
        "en",
        "event-types.md",
        "# Kinds of events\n\nEnglish · [中文](event-types.zh-CN.md)\n\n"
        "What `GET /v1/events` tells and [webhooks](webhooks.md) bring. An endpoint may want some "
        "kinds (`order.paid`), or all about something (`order.*`). The code is the member `code`; "
        "the sentence is its `message`, with facts in braces, and in square brackets what is said "
        "where its facts are known. A storefront's endpoint gets those marked for shops. "
        "`make codes` writes this page; new kinds may come, so ignore what you do not know.\n\n"
        "| type | code | for shops | what it says |\n|---|---|---|---|",
        "yes",
        "Nothing happened: somebody tries the endpoint out. It comes whatever kinds are wanted; "
        "its `data` has `id` and `sequence` alone.",
    ),
    Page(
        "zh",
        "event-types.zh-CN.md",
        "# 事件类型\n\n[English](event-types.md) · 中文\n\n"
        "即 `GET /v1/events` 与 [Webhook](webhooks.zh-CN.md) 所告知的全部事件。订阅时可指定类型"
        "（`order.paid`）或某一对象的全部事件（`order.*`）。代码即字段 `code`；说明即 "
        "`message_zh`，花括号中为事实，方括号中的内容仅在其事实已知时出现。"
        "标为店铺可见的事件会发往店铺的端点。"
        "本页由 `make codes` 生成；今后会有新类型，请忽略未知类型。\n\n"
        "| 类型 | 代码 | 店铺可见 | 说明 |\n|---|---|---|---|",
        "是",
        "未发生任何事：有人测试端点。与订阅的类型无关，`data` 仅含 `id` 与 `sequence`。",
    ),
)


def written(page: Page) -> str:
    """Give the text of a page: the same kinds make the same text."""
    return "\n".join([page.head, *_rows(page)]) + "\n"


def stale(root: Path) -> list[str]:
    """Say which pages of a tree do not tell what the records tell."""
    return [
        f"docs/{each.file} is not what the records tell: run `make codes` and look at it"
        for each in PAGES
        if (root / DOCS.name / each.file).read_text("utf-8") != written(each)
    ]


def _rows(page: Page) -> Iterator[str]:
    for _, head in sorted(heads().items()):
        shops = page.yes if is_told_to(A_SHOP, head) else ""
        for kind, code in sorted(kinds_of(head).items()):
            said: str = getattr(plain(catalogue().registers["event"][code]), page.language)
            yield f"| `{kind}` | `{code}` | {shops} | {said.replace('|', '&#124;')} |"
    yield f"| `{Webhook.called}.{PING}` |  | {page.yes} | {page.ping} |"


def write() -> None:
    """Write all pages anew."""
    for each in PAGES:
        (DOCS / each.file).write_text(written(each), encoding="utf-8")


if __name__ == "__main__":
    write()
