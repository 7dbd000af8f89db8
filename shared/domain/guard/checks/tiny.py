"""Rates that look like percent where basis points belong: 10 is 0.10 %, 10 % is 1000 (A063)."""

from collections.abc import Iterator, Mapping

from shared.domain.guard.findings import Finding, finding
from shared.domain.money import percent
from shared.domain.plans.document import Plan

TINY_BP = 50
"""Below which rate a rule seems to be written in percent."""

PERCENT_BP = 100


def tiny_rates(plan: Plan) -> Iterator[Finding]:
    """Find the rules whose rates all look like percent; a rate of 0 pays nothing and is no rate."""
    for number, rule in enumerate(plan.rules):
        highest = max(_rates(rule.model_dump()), default=0)
        if 0 < highest < TINY_BP:
            yield finding(
                "rate_tiny",
                "rules",
                number,
                rate_bp=highest,
                rate=percent(highest),
                percent_bp=highest * PERCENT_BP,
            )


def _rates(part: object) -> Iterator[int]:
    """Give every rate that stands anywhere in a part; limits of other people's rates are none."""
    if isinstance(part, Mapping):
        for name, value in part.items():
            yield from _numbers(value) if name in {"rate_bp", "rates_bp"} else _rates(value)
    elif isinstance(part, list | tuple):
        for item in part:
            yield from _rates(item)


def _numbers(rates: object) -> Iterator[int]:
    if isinstance(rates, int):
        yield rates
    elif isinstance(rates, Mapping | list | tuple):
        for each in rates.values() if isinstance(rates, Mapping) else rates:
            yield from _numbers(each)
