"""What spreadsheets, banks and shops write around a value, and what means the same as ASCII."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

_CACHED: Final = 1 << 16
"""A file repeats its texts."""

_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width forms of ASCII. NFKC would also make digits of what is none, like ² or ①."""

_ALIKE: Final[dict[str | int, str | int | None]] = {
    "\u3000": " ",
    "\xa0": " ",
    "\u202f": " ",
    "\u2212": "-",
    "\uffe5": "¥",
}
_UNSEEN: Final = dict.fromkeys(
    (0xFEFF, 0x00AD, 0x2060, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
"""Marks without a width, which say how a text runs."""

HALF_WIDTH: Final = {**_FULL_WIDTH, **str.maketrans(_ALIKE), **_UNSEEN}

YUAN: Final = ("¥", "CN¥", "CNY", "RMB", "人民币", "元", "人民币元")
"""How our currency is called."""

BEFORE: Final = r"(?:CN¥|¥|CNY|RMB|人民币)?"
BEHIND: Final = r"(?:元|圆|¥|CNY|RMB)?"
"""What may stand before and behind an amount."""

YEAR, MONTH, DAY = "年", "月", "日"
HOUR, MINUTE, SECOND = "时点", "分", "秒"

MORNING: Final = ("上午", "早上", "凌晨")
AFTERNOON: Final = ("下午", "傍晚")
EVENING: Final = ("晚上",)
NOON: Final = ("中午",)
"""What stands before an hour; of the evening's twelfth the day is not sure."""

TOTALS: Final = frozenset(
    {"总计", "合计", "汇总", "共计", "总和", "total", "totals", "grandtotal", "sum"}
)
"""What the row is called that adds up those above it, as `heading` spells it."""

SUBTOTALS: Final = frozenset(
    {
        "小计",
        "本页合计",
        "本页小计",
        "分页合计",
        "当页合计",
        "累计",
        "subtotal",
        "sub-total",
        "pagetotal",
    }
)
"""What it is called where more rows may follow."""

REMARK: Final = re.compile(
    r"(?:导出|打印|生成|统计|制表|下载|查询)(?:时间|日期|人|人员|者|单位|范围|条件)?[:：\s]"
    r"|(?:备注|说明|注|注意|温馨提示|免责声明)[:：]|以上(?:数据|内容|为)"
    r"|[共合]计?\s*[0-9]+\s*[条笔单行个]"
    r"|(?:exported|generated|printed|created|downloaded) (?:on|at|by)\b"
    r"|end of (?:file|report)|[0-9]+ (?:rows|orders|records)\b",
    re.IGNORECASE,
)
"""How a line begins that says something of the file, and of no order."""

NOTHING: Final = frozenset({"", "-", "--", "/", "无", "无退款申请"})
"""What stands where there is nothing to say."""

NOT_SO: Final = NOTHING | {"0", "no", "false", "n", "否"}
"""What stands where something did not happen."""

LABELLED: Final = re.compile(r"[^\W\d_][^:：]{0,20}(?:：|: )\s*\S")
"""What says its own name before what it says."""

UNIT: Final = "(元)"
"""What a header may say of its amounts, which are yuan everywhere."""

_FORMULA = re.compile(r'="(.*)"', re.DOTALL)
_MARKED_NUMBER = re.compile(r"'(?=[0-9+=@-])|`")


@lru_cache(_CACHED)
def bare(text: str) -> str:
    """Give a text without what spreadsheets put around it: tabs, `="…"`, a mark before a number."""
    text = text.translate(_UNSEEN).strip()
    if formula := _FORMULA.fullmatch(text):
        text = formula[1].strip()
    return text[1:].strip() if _MARKED_NUMBER.match(text) else text


def is_masked(text: str) -> bool:
    """Tell whether somebody's name is hidden in part, as `张**`: others may look the same."""
    return "*" in text or "＊" in text


@lru_cache(_CACHED)
def half_width(text: str) -> str:
    """Give a text as a person means it who types full-width characters for numbers."""
    return bare(text).translate(HALF_WIDTH).strip()


@lru_cache(_CACHED)
def heading(text: str) -> str:
    """Give the one spelling of a column's name, without its unit, or of a status."""
    return "".join(half_width(text).casefold().split()).removesuffix(UNIT)


@lru_cache(_CACHED)
def says(text: str) -> bool:
    """Tell whether a cell says anything."""
    return heading(text) not in NOTHING


def twice(texts: Iterable[str]) -> Iterator[str]:
    """Give each text that is among those before it, however it is spelt."""
    seen: set[str] = set()
    for text in texts:
        if heading(text) in seen:
            yield text
        seen.add(heading(text))
