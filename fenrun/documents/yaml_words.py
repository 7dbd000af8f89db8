"""What is wrong where a text is no YAML, in English and Chinese, and what to write instead."""

from collections.abc import Mapping, Sequence
from typing import Final

Words = tuple[str, str]

_FULL_WIDTH: Final = "：，“”‘’【】｛｝　"
"""Characters of Chinese keyboards that look like YAML's own."""

_PROBLEMS: Mapping[str, Words] = {
    r"found character '\t'": (
        "a tab; indent with spaces",
        "此处有制表符（Tab）；缩进请用空格",
    ),
    "mapping values are not allowed here": (
        "a second `: ` in one line, or wrong indentation; put text with a colon in quotes",
        "一行中有两个 `: ` 或缩进有误；含冒号的文字请加引号，每项另起一行",
    ),
    "could not find expected ':'": (
        "an entry without its colon; write `name: value`, with a space behind the colon",
        "此项缺少冒号；请写成 `名称: 值`，冒号后留一个空格",
    ),
    "expected <block end>": (
        "wrong indentation; let entries of one part begin in one column",
        "缩进有误；同一部分的各项须左对齐",
    ),
    "expected ',' or ']'": (
        "a list that is not closed; write `,` between its items and `]` behind them",
        "列表没有结束；各项之间写 `,`，末尾写 `]`",
    ),
    "expected ',' or '}'": (
        "a part in braces that is not closed; write `,` between its entries and `}` behind them",
        "花括号没有结束；各项之间写 `,`，末尾写 `}`",
    ),
    "found unexpected end of stream": (
        "text in quotes that does not end; close the quotes",
        "引号没有结束；请补上后引号",
    ),
    "expected a single document": (
        "a second document begins here; remove the line `---`",
        "此处开始了第二份文档；请删去 `---` 一行",
    ),
    "but found another document": (
        "a second document begins here; remove the line `---`",
        "此处开始了第二份文档；请删去 `---` 一行",
    ),
    "an alias": ("an alias; write the value out", "不支持引用（*）；请写出其值"),
    "a tag": (
        "a tag; leave it out, the document's own model says what fits",
        "不支持类型标签（!）；请删去",
    ),
}
"""What YAML readers say, and how it is said to people."""


def in_words(problem: str, lines: Sequence[str]) -> str:
    """Say a problem at the last of some lines, English first, Chinese on a line of its own."""
    words = next((_PROBLEMS[known] for known in _PROBLEMS if problem.startswith(known)), None)
    english, chinese = words or (problem, "无法按 YAML 解析")
    if strange := _full_width(lines[-2:]):
        english += f"; write half-width characters instead of {strange}"
        chinese += f"；请用半角字符代替 {strange}"
    return f"{english}\n    {chinese}"


def _full_width(lines: Sequence[str]) -> str:
    """Give the full-width characters that stand in lines before any comment."""
    written = "".join(line.split("#")[0] for line in lines)
    return " ".join(dict.fromkeys(each for each in written if each in _FULL_WIDTH))
