"""Which orders the guard asks the engine about: one of each that rules may treat differently.

An order differs by which rules are in force for it, who stands above the buyer and what lies behind
him, whether a link or a line bears rates of its own, and who picks. Source: rules.md, Compliance
guard.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import NamedTuple

from shared.domain.commission.facts import LineFacts, LineTerms, OrderFacts, Upline
from shared.domain.plans.document import Plan
from shared.domain.plans.levels import levels_of
from shared.domain.rules.order_rule import OrderRule, order_rules
from shared.domain.rules.rule import Rule
from shared.domain.terms.parts import DEFAULT_LEVEL, MAX_PAY_DEPTH, Limits, OrderKind

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

HIMSELF = ""
"""The picker who is depth 1 himself."""


SOON = timedelta(seconds=1)


class Past(NamedTuple):
    """What everybody whom an order may pay has behind him."""

    joined_at: datetime
    last_violation_at: datetime | None


class Situation(NamedTuple):
    """What an order may be like beside its goods and who stands above the buyer."""

    kind: OrderKind
    at: datetime
    rules: tuple[Rule, ...]
    """The rules that are in force for it."""
    links: Sequence[int | None]
    terms: Sequence[LineTerms | None]
    pickers: Sequence[str | None]
    """The levels of pickers; None for an order that nobody picks."""
    pasts: Sequence[Past]

    @property
    def orders(self) -> int:
        """How many orders there are of each chain."""
        return len(self.links) * len(self.terms) * len(self.pickers) * len(self.pasts)


def situations(plan: Plan) -> list[Situation]:
    """Give all situations of a plan; where the same rules are in force, one stands for all."""
    found: dict[object, Situation] = {}
    for kind, at in product(_kinds(plan), instants(plan)):
        rules = tuple(
            rule for rule in plan.rules if rule.counts_orders(kind) and rule.valid.covers(at)
        )
        pickers = _pickers(plan, rules) if kind == "pickup" else [None]
        known = tuple(rule.id for rule in rules), tuple(pickers)
        links, terms, pasts = _links(rules), _own_terms(rules), _pasts(rules, at)
        found.setdefault(known, Situation(kind, at, rules, links, terms, pickers, pasts))
    return list(found.values())


def chains_count(levels: int, depth: int) -> int:
    """Give how many chains there are of so many levels."""
    return sum(levels**length for length in range(depth + 1))


def orders_of(
    situation: Situation, line: LineFacts, levels: Sequence[str], depth: int
) -> Iterator[OrderFacts]:
    """Give an order of a line for every chain of levels, the longest first."""
    for length in range(depth, -1, -1):
        for chain, past in product(product(levels, repeat=length), situation.pasts):
            people = tuple(_upline(f"P{n}", level, past) for n, level in enumerate(chain))
            yield from _with_chain(situation, line, people, past)


def _with_chain(
    situation: Situation, line: LineFacts, people: tuple[Upline, ...], past: Past
) -> Iterator[OrderFacts]:
    for link, terms, picker in product(situation.links, situation.terms, situation.pickers):
        yield OrderFacts(
            at=situation.at,
            lines=(line._replace(terms=terms),),
            chain=people,
            kind=situation.kind,
            picker=_picker(picker, people, past),
            link_bp=link,
        )


def _picker(level: str | None, people: Sequence[Upline], past: Past) -> Upline | None:
    if level == HIMSELF:
        return people[0] if people else None
    return None if level is None else _upline("picker", level, past)


def _upline(person: str, level: str, past: Past) -> Upline:
    return Upline(id=person, level=level, **past._asdict())


def _kinds(plan: Plan) -> list[OrderKind]:
    kinds = {kind for rule in order_rules(plan.rules) for kind in rule.orders}
    return sorted(kinds | {"sale"})


def instants(plan: Plan) -> list[datetime]:
    """Give every instant at which other rules come into force, from the plan's first on."""
    first = plan.effective_from or LONG_AGO
    bounds = {at for rule in plan.rules for at in (rule.valid.from_, rule.valid.until)}
    return [first, *sorted(at for at in bounds if at is not None and at > first)]


def _links(rules: Iterable[Rule]) -> list[int | None]:
    """Give the rates that a link may bear: none, and what is the most for all together."""
    rates = [bp for rule in order_rules(rules) for bp in _extremes(rule, rule.link_limits)]
    return [None, *dict.fromkeys(rates)]


def _own_terms(rules: Iterable[Rule]) -> list[LineTerms | None]:
    rates = [bp for rule in order_rules(rules) for bp in _extremes(rule, rule.line_limits)]
    return [None, *(LineTerms(rates_bp=(bp,) * MAX_PAY_DEPTH) for bp in dict.fromkeys(rates))]


def _extremes(rule: OrderRule, limits: Limits | None) -> list[int]:
    if limits is None:
        return []
    # A rule that pays nothing replaces nothing: what it stands for may be more. So with pasts.
    return [limits.max_bp, 0] if rule.replaces and not limits.min_bp else [limits.max_bp]


def _pasts(rules: Iterable[Rule], at: datetime) -> list[Past]:
    """Give the past that all rules pay for, and those for which one that replaces others does not.

    Each is as late as can be, for all other rules to pay that may.
    """
    replacing = [rule for rule in order_rules(rules) if rule.replaces]
    within = {rule.newcomer_days for rule in replacing if rule.newcomer_days}
    conduct = {rule.no_violation_days for rule in replacing if rule.no_violation_days}
    joined = [at, *(at - timedelta(days=days) for days in sorted(within))]
    violated = [None, *(at - timedelta(days=days) + SOON for days in sorted(conduct))]
    return [Past(*each) for each in product(joined, violated)]


def _pickers(plan: Plan, rules: Iterable[Rule]) -> list[str | None]:
    """Give one picker of those whom the rules that pay pickers treat alike."""
    paying = [rule for rule in order_rules(rules) if rule.pays_pickers]
    if not paying:
        return [None]
    kinds: dict[tuple[bool, ...], str] = {}
    for level in [DEFAULT_LEVEL, *sorted(levels_of(plan.rules))]:
        kinds.setdefault(tuple(rule.pays_level(level) for rule in paying), level)
    return [None, *kinds.values(), *([HIMSELF] if plan.self_purchase else [])]
