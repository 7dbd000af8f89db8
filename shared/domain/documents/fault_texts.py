"""What pydantic says of a value of a plan, as a fault of the document: what to write instead."""

from collections.abc import Callable, Iterable, Mapping

from shared.domain.documents.fault import Details
from shared.domain.documents.fault_hints import (
    DIVIDENDS,
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
from shared.domain.errors import Fault


def fault_of(details: Details) -> Fault:
    """Give a fault by its code, whoever found it."""
    error = details.get("ctx", {}).get("error")
    return error if isinstance(error, Fault) else _FAULTS.get(details["type"], _as_told)(details)


def _missing(details: Details) -> Fault:
    return Fault("missing", name=details["loc"][-1], example=example_of(details["loc"]))


def _no_kind(_: Details) -> Fault:
    return Fault("kind_missing", kinds=listed(SHAPES.kinds))


def _other_kind(details: Details) -> Fault:
    kind = shown(details["ctx"]["tag"])
    if details["ctx"]["tag"] in DIVIDENDS:
        return Fault("kind_is_a_dividend", written=kind)
    return _no_choice(kind, SHAPES.kinds, meant(kind, SHAPES.kinds))


def _other_choice(details: Details) -> Fault:
    choices = choices_in(details["ctx"]["expected"])
    written = shown(details["input"])
    return _no_choice(written, choices, meant(written.strip('"'), choices))


def _no_choice(written: str, choices: Iterable[str], near: str | None) -> Fault:
    names = listed(choices)
    if near:
        return Fault("no_choice_but_near", written=written, near=near, names=names)
    return Fault("no_choice", written=written, names=names)


def _no_whole_number(details: Details) -> Fault:
    written = shown(details["input"])
    if not is_rate(details["loc"]):
        return Fault("no_whole_number", written=written)
    if rate := whole_rate(details["input"]):
        return Fault("no_rate_but_near", written=written, rate=rate)
    return Fault("no_rate", written=written)


def _no_flag(details: Details) -> Fault:
    return Fault("no_flag", written=shown(details["input"]))


def _no_text(details: Details) -> Fault:
    written = shown(details["input"])
    if isinstance(details["input"], dict | list | None):
        return Fault("no_word", written=written)
    return Fault("no_text", written=written)


def _misnamed(details: Details) -> Fault:
    shape = SHAPES.of_names[details["ctx"]["pattern"]]
    return Fault("misnamed", written=shown(details["input"]), shape=shape)


def _unknown(details: Details) -> Fault:
    return Fault("unknown_name", name=details["loc"][-1])


def _too_small(details: Details) -> Fault:
    return Fault("too_small", written=shown(details["input"]), least=details["ctx"]["ge"])


def _not_above(details: Details) -> Fault:
    return Fault("too_small", written=shown(details["input"]), least=details["ctx"]["gt"] + 1)


def _too_large(details: Details) -> Fault:
    written, most = shown(details["input"]), details["ctx"]["le"]
    if is_rate(details["loc"]):
        return Fault("rate_too_large", written=written, most=most)
    return Fault("too_large", written=written, most=most)


def _too_few(details: Details) -> Fault:
    return Fault("too_few", least=details["ctx"]["min_length"])


def _too_many(details: Details) -> Fault:
    most, there = details["ctx"]["max_length"], details["ctx"]["actual_length"]
    if most == SHAPES.depths and is_rate(details["loc"]):
        return Fault("too_many_depths", there=there, most=most)
    if most == 1:
        return Fault("more_than_one", there=there)
    return Fault("too_many", there=there, most=most)


def _no_table(details: Details) -> Fault:
    written, like = shown(details["input"]), entry_like(details["loc"], details["input"])
    if is_rate(details["loc"]):
        return Fault("no_table_of_rates", written=written, like=like)
    return Fault("no_table", written=written, like=like)


def _no_list(details: Details) -> Fault:
    written, like = shown(details["input"]), list_like(details["loc"], details["input"])
    if is_rate(details["loc"]):
        return Fault("no_list_of_rates", written=written, like=like)
    return Fault("no_list", written=written, like=like)


def _no_part(details: Details) -> Fault:
    return Fault("no_part", written=shown(details["input"]))


def _no_offset(details: Details) -> Fault:
    return Fault("no_offset", written=shown(details["input"]), like=instant_of(details["input"]))


def _as_told(details: Details) -> Fault:
    told = str(details["msg"]).removeprefix("Value error, ")
    return Fault("unforeseen", written=shown(details["input"]), told=told)


_FAULTS: Mapping[str, Callable[[Details], Fault]] = {
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
