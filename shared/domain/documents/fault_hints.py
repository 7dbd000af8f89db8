"""What whoever wrote a wrong value may have meant, and what a right one looks like.

Rates are integer basis points, amounts quoted yuan, instants text with an offset.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from difflib import get_close_matches
from fractions import Fraction
from typing import Final, NamedTuple

from shared.domain.money import FULL_RATE

PERCENT = 100
"""Basis points in one percent."""

MOST_SHOWN = 40
"""How many characters of a wrong value are repeated."""

SLUG: Final = r"^[a-z0-9][a-z0-9_-]{0,39}$"
NAME: Final = r"^[A-Za-z0-9._:-]{1,64}$"
PLAN_NAME: Final = r"^[a-z0-9-]{1,40}$"


_RATE = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,4})?) ?(%?)")


class Shapes(NamedTuple):
    """What names, kinds and lists of depths look like; names by what a register calls them."""

    of_names: Mapping[str, str]
    kinds: Sequence[str]
    depths: int


SHAPES = Shapes(
    of_names={SLUG: "slug", NAME: "name", PLAN_NAME: "plan_name"},
    kinds=(
        "percent",
        "per_piece",
        "level_difference",
        "override",
        "referral_award",
        "peer_referral_award",
        "order_tier",
        "restock_rebate",
        "price_spread",
        "tier",
        "ranking",
    ),
    depths=3,
)
"""The kinds that the guard always refuses are none that anybody should be told to write."""

DIVIDENDS: Final = frozenset({"pool", "bonus_pool", "dividend", "dividend_pool", "profit_share"})
"""What people call a kind that divides a pool of all sales; there is none, and never will be."""

EXAMPLES: Mapping[str, str] = {
    "above": "above: 30",
    "all": "all: [{measure: orders, at_least: 10}]",
    "amount": 'amount: "88.00"',
    "any": "any: [{measure: orders, at_least: 10}]",
    "at_least": 'at_least: "1000.00"',
    "columns": "columns: {buyer: Customer, date: Paid on, qty: Pieces, amount: Paid}",
    "id": "id: relation",
    "if": "if: {measure: orders, at_least: 10}",
    "kind": "kind: percent",
    "max_bp": "max_bp: 1500",
    "measure": "measure: sales",
    "name": "name: spring-2026",
    "of": "of: [relation]",
    "pay_depth": "pay_depth: 2",
    "per_piece": 'per_piece: "20.00"',
    "period": "period: month",
    "places": 'places: [{amount: "888.00"}]',
    "price_lists": 'price_lists: {city: {tea-100g: "158.00"}}',
    "rate_bp": "rate_bp: 1000",
    "rates_bp": "rates_bp: {default: [1000, 500]}",
    "level_difference.rates_bp": "rates_bp: {default: 500, gold: 800}",
    "override.rates_bp": "rates_bp: [1000]",
    "rules": "rules: [{id: relation, kind: percent, rates_bp: {default: [1000, 500]}}]",
    "tiers": "tiers: {bands: {default: [{rate_bp: 200}]}}",
    "within_days": "within_days: 90",
}
"""Every field that a part must have, by name, or by kind and name where kinds differ."""


def example_of(place: Sequence[str | int]) -> str:
    """Write a field as a document may say it; before its name may stand its rule's kind."""
    *_, kind, name = ("", *place)
    return EXAMPLES.get(f"{kind}.{name}", EXAMPLES[str(name)])


def meant(name: str, known: Iterable[str]) -> str | None:
    """Give the known name that is nearest to another, if any is near."""
    return next(iter(get_close_matches(name.lower(), list(known), n=1)), None)


def listed(names: Iterable[str]) -> str:
    """Name all of some choices."""
    return ", ".join(names)


def shown(value: object) -> str:
    """Repeat a value as a document writes it, a long one cut."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…"


def choices_in(expected: str) -> list[str]:
    """Read the choices that pydantic names: `'cash', 'points' or 'gift'`."""
    return re.findall(r"'([^']*)'", expected)


def is_rate(place: Sequence[str | int]) -> bool:
    """Tell whether a place holds basis points."""
    return any(isinstance(step, str) and step.endswith("_bp") for step in place)


def whole_rate(value: object) -> int | None:
    """Give the basis points that somebody means by 10.5, "10%", "1000" or 0.1; None: not clear."""
    found = _RATE.fullmatch(unicodedata.normalize("NFKC", str(value)).strip())
    if isinstance(value, bool) or not found:
        return None
    number, percent = found.groups()
    rate = Fraction(number) * _points(number, is_percent=bool(percent))
    return int(rate) if rate.denominator == 1 and rate <= FULL_RATE else None


def _points(number: str, *, is_percent: bool) -> int:
    """Give how many basis points one is: of "10" in quotes nobody can tell."""
    if not is_percent and "." not in number:
        return 1 if Fraction(number) >= PERCENT else 0
    return FULL_RATE if not is_percent and Fraction(number) < 1 else PERCENT


def amount_of(value: object) -> str:
    """Give the amount that somebody means by 20, "20" or "￥1,000.5", or any amount."""
    text = unicodedata.normalize("NFKC", str(value)).strip().strip("\"'“”¥元 ").replace(",", "")
    found = re.fullmatch(r"0*([0-9]{1,10})(?:\.([0-9]{1,2}))?", text)
    if isinstance(value, bool) or not found:
        return "12.30"
    whole, cents = found.groups(default="")
    return f"{int(whole)}.{cents:0<2}"


def instant_of(value: object) -> str:
    """Give an instant with its offset, as near as can be to what was written."""
    found = re.match(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([0-9]{2}:[0-9]{2}))?", str(value))
    day, time = found.groups(default="00:00") if found else ("", "")
    return f'"{_instant(day, time) or _instant("2026-03-01", "00:00")}"'


def _instant(day: str, time: str) -> str | None:
    """Write an instant of the civil calendar; None where there is none."""
    text = f"{day}T{time}:00+08:00"
    with suppress(ValueError):
        datetime.fromisoformat(text)
        return text
    return None
