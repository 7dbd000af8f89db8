"""Values of a plan in lines for people: rates in percent, sums in yuan, conditions in a line.

Values come as documents write them; what a part leaves open is left out. Times are local (+08:00).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from pydantic import JsonValue

from fenrun.terminal.field_names import name_of
from fenrun.terminal.times import written
from shared.domain.money import percent
from shared.words.catalogue import in_both, term

Part = Mapping[str, JsonValue]

_TIMES = {"effective_from", "from", "until"}
_YUAN = {"amount", "price", "cost", "per_piece", "joining_fee", "price_lists"}
_FIRST = ("id", "kind")


def lines_of(steps: tuple[str, ...], value: JsonValue) -> Iterator[str]:
    """Write what stands at a place: a line for each entry of a part, or item of a list of parts."""
    if isinstance(value, Mapping):
        yield from _part(steps, value)
    elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        for item in value:
            yield f"- {_item(steps, item)}"
    else:
        yield _written(steps, value)


def _part(steps: tuple[str, ...], part: Part) -> Iterator[str]:
    if not part:
        yield in_both("plan_value", "nothing")
    for name in sorted(part, key=lambda each: each not in _FIRST):
        # The two forms of tiers are always written, and only one of them says anything.
        is_open = part[name] is None or (name in {"bands", "steps"} and not part[name])
        if not is_open:
            yield from _entry((*steps, name), part[name])


def _entry(steps: tuple[str, ...], value: JsonValue) -> Iterator[str]:
    name = name_of(steps[-1]) or steps[-1]
    inside = list(lines_of(steps, value))
    if isinstance(value, Mapping) or len(inside) > 1:
        yield f"{name}:"
        yield from (f"  {line}" for line in inside)
    else:
        yield f"{name}: {inside[0]}"


def _item(steps: tuple[str, ...], item: JsonValue) -> str:
    """Write one of a list of parts in a line: a band from one bound to another, a step, a prize."""
    if not isinstance(item, Mapping):
        return _written(steps, item)
    if "if" in item:
        return f"{_condition(item['if'])}: {_paid(steps, item)}"
    if steps[-2:-1] == ("bands",):
        end = item.get("to")
        return f"{item.get('from', 0)} – {'∞' if end is None else end}: {_paid(steps, item)}"
    return ", ".join(line for line in _part(steps, item))


def _paid(steps: tuple[str, ...], item: Part) -> str:
    paid = [
        _written((*steps, name), item[name])
        for name, nothing in (("rate_bp", 0), ("amount", "0.00"))
        if item.get(name, nothing) != nothing
    ]
    return " + ".join(paid) or _written((*steps, "rate_bp"), 0)


def _condition(condition: JsonValue) -> str:
    if not isinstance(condition, Mapping):
        return str(condition)
    for form, word in (("all", "and"), ("any", "or")):
        inside = condition.get(form)
        if isinstance(inside, list):
            between = f" {in_both('plan_value', word)} "
            return f"({between.join(map(_condition, inside))})"
    measure, least = condition["measure"], condition["at_least"]
    is_rate = measure == "margin_rate" and isinstance(least, int)
    return f"{measure} ≥ {percent(int(str(least))) if is_rate else least}"


def _written(steps: tuple[str, ...], value: JsonValue) -> str:
    if isinstance(value, list):
        return ", ".join(_written(steps, item) for item in value)
    if isinstance(value, bool):
        return in_both("plan_value", "yes" if value else "no")
    if isinstance(value, int):
        return percent(value) if any(step.endswith("_bp") for step in steps) else str(value)
    return _text(steps, str(value))


def _text(steps: tuple[str, ...], value: str) -> str:
    if steps[-1] in _TIMES and "T" in value:
        return written(datetime.fromisoformat(value))
    is_amount = not _YUAN.isdisjoint(steps) and value.replace(".", "", 1).isdigit()
    return term("plan_value", "yuan", {"amount": value}).zh if is_amount else value
