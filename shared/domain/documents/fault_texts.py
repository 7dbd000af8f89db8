"""What pydantic says of a value of a plan, in words of the document, and what to write instead."""

from collections.abc import Callable, Iterable, Mapping

from shared.domain.documents.fault import Details, Fault, Said, reworded
from shared.domain.documents.fault_hints import (
    SHAPES,
    choices_in,
    example_of,
    instant_of,
    is_rate,
    listed,
    meant,
    shown,
    whole_rate,
)
from shared.domain.documents.fault_shapes import entry_like, list_like


def said(details: Details) -> Said:
    """Say a fault in words, whoever found it."""
    error = details.get("ctx", {}).get("error")
    if isinstance(error, Fault):
        return error.words
    return _WORDS.get(details["type"], _as_told)(details)


def in_words(details: Details) -> Details:
    """Give a fault with its words for its message."""
    return reworded(said(details), details)


def _missing(details: Details) -> Said:
    name = details["loc"][-1]
    example = example_of(details["loc"])
    return Said(
        f"`{name}` is missing; add it, like `{example}`", f"缺少 `{name}`，请补上，如 `{example}`"
    )


def _no_kind(_: Details) -> Said:
    kinds = listed(SHAPES.kinds)
    return Said(f"`kind` is missing; add one of: {kinds}", f"缺少 `kind`，请写明其一：{kinds}")


def _other_kind(details: Details) -> Said:
    kind = shown(details["ctx"]["tag"])
    return _no_choice(kind, SHAPES.kinds, meant(kind, SHAPES.kinds))


def _other_choice(details: Details) -> Said:
    choices = choices_in(details["ctx"]["expected"])
    written = shown(details["input"])
    return _no_choice(written, choices, meant(written.strip('"'), choices))


def _no_choice(written: str, choices: Iterable[str], near: str | None) -> Said:
    names = listed(choices)
    first, first_zh = (f"write {near}, or", f"应为 {near}，或") if near else ("write", "请写")
    return Said(
        f"{written} is none of the choices; {first} one of: {names}",
        f"{written} 不在可选之列；{first_zh}其一：{names}",
    )


def _no_whole_number(details: Details) -> Said:
    written = shown(details["input"])
    if not is_rate(details["loc"]):
        return Said(
            f"{written} is no whole number; write digits only, without quotes",
            f"{written} 不是整数；只写数字，不加引号",
        )
    rate = whole_rate(details["input"])
    return Said(
        f"{written} is no rate: rates are whole basis points, 10 % is 1000"
        + (f"; write {rate}" if rate else ""),
        f"{written} 不是费率：费率写整数基点，10 % 写 1000" + (f"；应为 {rate}" if rate else ""),
    )


def _no_flag(details: Details) -> Said:
    written = shown(details["input"])
    return Said(
        f"{written} is neither yes nor no; write true or false, without quotes",
        f"{written} 不是真假值；写 true 或 false，不加引号",
    )


def _no_text(details: Details) -> Said:
    written = shown(details["input"])
    if isinstance(details["input"], dict | list | None):
        return Said(f"{written} is no text; write one word", f"{written} 不是文字；请写一个词")
    quoted = f'"{written}"'
    return Said(
        f"{written} is no text; put it in quotes: {quoted}",
        f"{written} 不是文字；请加引号：{quoted}",
    )


def _misnamed(details: Details) -> Said:
    written, shape = shown(details["input"]), SHAPES.of_names[details["ctx"]["pattern"]]
    return Said(f"{written} is no name; use {shape[0]}", f"{written} 不能作名称；只用{shape[1]}")


def _unknown(details: Details) -> Said:
    name = details["loc"][-1]
    return Said(f"nothing here is called `{name}`; remove it", f"此处没有 `{name}`；请删除")


def _too_small(details: Details) -> Said:
    written, least = shown(details["input"]), details["ctx"]["ge"]
    return Said(f"{written} is too small; {least} is the least", f"{written} 太小，最小为 {least}")


def _not_above(details: Details) -> Said:
    written, least = shown(details["input"]), details["ctx"]["gt"] + 1
    return Said(f"{written} is too small; {least} is the least", f"{written} 太小，最小为 {least}")


def _too_large(details: Details) -> Said:
    written, most = shown(details["input"]), details["ctx"]["le"]
    unit, unit_zh = (", which is 100 %", "，即 100 %") if is_rate(details["loc"]) else ("", "")
    return Said(
        f"{written} is too large; {most} is the most{unit}",
        f"{written} 太大，最大为 {most}{unit_zh}",
    )


def _too_few(details: Details) -> Said:
    least = details["ctx"]["min_length"]
    return Said(f"nothing stands here; write at least {least}", f"此处为空；至少写 {least} 项")


def _too_many(details: Details) -> Said:
    most, there = details["ctx"]["max_length"], details["ctx"]["actual_length"]
    items = "item" if most == 1 else "items"
    of_depths = " (a depth each)" if most == SHAPES.depths and is_rate(details["loc"]) else ""
    return Said(
        f"{there} stand here; write at most {most} {items}{of_depths}",
        f"此处有 {there} 项，最多 {most} 项",
    )


def _no_table(details: Details) -> Said:
    written = shown(details["input"])
    entry = entry_like(details["loc"], details["input"])
    note, note_zh = _note(details)
    return Said(
        f"{written} is no table; write an entry a line, like `{entry}`{note}",
        f"{written} 不是表；每项写一行，如 `{entry}`{note_zh}",
    )


def _no_list(details: Details) -> Said:
    written = shown(details["input"])
    like = list_like(details["loc"], details["input"])
    note, note_zh = _note(details)
    return Said(
        f"{written} is no list; write {like}{note}", f"{written} 不是列表；请写成 {like}{note_zh}"
    )


def _note(details: Details) -> tuple[str, str]:
    """Say what unit rates have, where it is rates that stand there."""
    if not is_rate(details["loc"]):
        return "", ""
    return " (in basis points: 10 % is 1000)", "（基点：10 % 写 1000）"


def _no_part(details: Details) -> Said:
    written = shown(details["input"])
    return Said(
        f"{written} cannot stand here; write `name: value` entries beneath it",
        f"此处不能写 {written}；请在其下逐项写“名称: 值”",
    )


def _no_offset(details: Details) -> Said:
    like = instant_of(details["input"])
    return Said(
        f"{shown(details['input'])} has no offset; write {like}",
        f"{shown(details['input'])} 缺少时区；请写成 {like}",
    )


def _as_told(details: Details) -> Said:
    message = str(details["msg"]).removeprefix("Value error, ")
    return Said(message, f"{shown(details['input'])} 不符合要求")


_WORDS: Mapping[str, Callable[[Details], Said]] = {
    "bool_type": _no_flag,
    "dict_type": _no_table,
    "extra_forbidden": _unknown,
    "greater_than": _not_above,
    "greater_than_equal": _too_small,
    "int_type": _no_whole_number,
    "less_than_equal": _too_large,
    "literal_error": _other_choice,
    "missing": _missing,
    "model_attributes_type": _no_part,
    "model_type": _no_part,
    "string_pattern_mismatch": _misnamed,
    "string_type": _no_text,
    "timezone_aware": _no_offset,
    "too_long": _too_many,
    "too_short": _too_few,
    "tuple_type": _no_list,
    "union_tag_invalid": _other_kind,
    "union_tag_not_found": _no_kind,
}
"""How every type of fault that pydantic finds in a plan is said."""
