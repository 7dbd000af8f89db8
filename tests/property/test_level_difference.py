"""The ladder of a level difference is never passed, whoever stands in the chain."""

from typing import Any, Literal

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.commission.facts import LineFacts, OrderFacts, Upline
from shared.domain.engine.engine import Engine
from shared.domain.money import UNITS
from tests.unit.domain.engine.engine_facts import AT, adds_up, plan

LEVELS = ("default", "silver", "gold", "diamond")
Mode = Literal["top_up", "within_cap"]

_rates = st.fixed_dictionaries({level: st.integers(0, 4000) for level in LEVELS})
_bases = st.lists(st.integers(0, 10**6), min_size=1, max_size=4)
_chain = st.lists(st.sampled_from((*LEVELS, "unnamed")), min_size=1, max_size=5).map(
    lambda levels: tuple(Upline(id=f"D{n}", level=level) for n, level in enumerate(levels))
)


def _facts(chain: tuple[Upline, ...], bases: list[int]) -> OrderFacts:
    lines = tuple(LineFacts(n, "tee", 1, base, base) for n, base in enumerate(bases, start=1))
    return OrderFacts(at=AT, lines=lines, chain=chain)


def _ladder(rates: dict[str, int], mode: Mode | None, award_bp: int) -> dict[str, Any]:
    same_level = {"rate_bp": award_bp, "mode": mode} if mode else None
    return {
        "id": "ladder",
        "kind": "level_difference",
        "rates_bp": rates,
        "same_level": same_level,
    }


def _sum_by_line(engine: Engine, facts: OrderFacts) -> dict[int, int]:
    sums = dict.fromkeys((line.line for line in facts.lines), 0)
    for earning in engine.earnings(facts):
        assert adds_up(earning)
        for part in earning.parts:
            assert part.weight >= 0
            assert part.rate_bp >= 0
            sums[part.line] += part.weight
    return sums


@given(_rates, _chain, _bases)
def test_without_an_award_all_get_exactly_the_highest_rate_met(
    rates: dict[str, int], chain: tuple[Upline, ...], bases: list[int]
) -> None:
    facts = _facts(chain, bases)
    met = max(rates.get(each.level, rates["default"]) for each in chain[:3])

    sums = _sum_by_line(Engine(plan(_ladder(rates, None, 0))), facts)

    assert sums == {line.line: line.base_fen * met for line in facts.lines}


@given(_rates, _chain, _bases, st.integers(0, 10_000))
def test_an_award_within_the_cap_never_passes_the_ladders_highest_rate(
    rates: dict[str, int], chain: tuple[Upline, ...], bases: list[int], award_bp: int
) -> None:
    facts = _facts(chain, bases)

    sums = _sum_by_line(Engine(plan(_ladder(rates, "within_cap", award_bp))), facts)

    highest = max(rates.values())
    assert all(sums[line.line] <= line.base_fen * highest for line in facts.lines)


@given(_rates, _chain, _bases, st.integers(0, 10_000), st.integers(0, 10_000))
def test_an_award_on_top_passes_it_by_itself_once_and_never_the_plans_cap(
    rates: dict[str, int],
    chain: tuple[Upline, ...],
    bases: list[int],
    award_bp: int,
    cap_bp: int,
) -> None:
    facts = _facts(chain, bases)
    made = plan(_ladder(rates, "top_up", award_bp), cap_bp=cap_bp)

    sums = _sum_by_line(Engine(made), facts)

    bound = min(cap_bp, max(rates.values()) + award_bp, UNITS)
    assert all(sums[line.line] <= line.base_fen * bound for line in facts.lines)
