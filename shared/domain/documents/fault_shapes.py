"""A list or a table written where another value stood: as near to it as can be, and readable."""

from collections.abc import Mapping, Sequence

from shared.domain.documents.fault_hints import (
    EXAMPLES,
    amount_of,
    is_rate,
    shown,
    whole_rate,
)
from shared.domain.money import FULL_RATE

USUAL_RATE = 1000

_RATE_A_LEVEL = "level_difference"
"""The kind whose table has one rate a level, not one a depth."""

_BANDS = "[{rate_bp: 200}]"
_STEPS = "[{if: {measure: orders, at_least: 10}, rate_bp: 200}]"
_OF_PARTS = ("all", "any", "places", "rules")

_TABLES: Mapping[str, str] = {
    "bands": f"default: {_BANDS}",
    "steps": f"default: {_STEPS}",
    "price_lists": 'city: {tea-100g: "158.00"}',
    "columns": "buyer: Customer, date: Paid on, amount: Paid",
    "categories": "tea: {rates_bp: {default: [1000]}}",
}
"""An entry of every table that has parts for values."""


def list_like(place: Sequence[str | int], value: object) -> str:
    """Write the list that somebody means by a single value."""
    if is_rate(place):
        return shown([_rate(value)])
    if _holds_sums(place):
        return f'["{amount_of(value)}"]'
    if (parts := _list_of_parts(place)) is not None:
        return parts
    return f'["{value}"]' if isinstance(value, str | int) else "[…]"


def entry_like(place: Sequence[str | int], value: object) -> str:
    """Write the first entry of the table that somebody means by a value."""
    if is_rate(place) and _RATE_A_LEVEL in place:
        return f"default: {_rate(value)}"
    if is_rate(place):
        rates = value if isinstance(value, list) else [value]
        return f"default: {shown([_rate(each) for each in rates])}"
    if place[-1:] == ("per_piece",):
        sums = value if isinstance(value, list) else [value]
        return f"default: {shown([amount_of(each) for each in sums])}"
    return _TABLES.get(str(place[-1]), _by_product(place))


def _rate(value: object) -> int:
    """Give the basis points that somebody means, the usual ones where it is not clear."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= FULL_RATE:
        return value
    return whole_rate(value) or USUAL_RATE


def _holds_sums(place: Sequence[str | int]) -> bool:
    """Tell whether sums a piece stand there; behind a number the same word is a rule's kind."""
    match place:
        case (*_, str(), "per_piece", str()):
            return True
    return False


def _list_of_parts(place: Sequence[str | int]) -> str | None:
    match place:
        case (*_, "bands", _):
            return _BANDS
        case (*_, "tiers", "steps", _):
            return _STEPS
        case (*_, "steps"):
            return '[{above: 30, per_piece: "20.00"}]'
        case (*_, str(name)) if name in _OF_PARTS:
            return EXAMPLES[name].removeprefix(f"{name}: ")
    return None


def _by_product(place: Sequence[str | int]) -> str:
    if "price_lists" in place:
        return 'tea-100g: "158.00"'
    terms = "rates_bp: {default: [1000]}" if "rules" in place else 'price: "198.00"'
    return f"tea-100g: {{{terms}}}"
