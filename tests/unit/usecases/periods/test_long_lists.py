"""What grows with a period's late facts: worked off in turns, and shown from its end."""

from datetime import datetime

import pytest

from infra.memory.store import MemoryStore
from shared.domain.periods.awards import REEVALUATION, PeriodAward
from shared.domain.periods.recounts import Recount, Stale
from shared.usecases.periods import period_statements, recount
from shared.usecases.periods.period_statements import award_page
from shared.usecases.periods.recount import advance_recount
from tests.unit.usecases.periods.evaluated_world import EvaluatedWorld

SEPTEMBER = datetime.fromisoformat("2025-09-15T10:00:00+08:00")


def test_late_facts_of_a_lifetime_are_worked_off_in_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recount, "PERIODS_A_TURN", 2)
    world = EvaluatedWorld(MemoryStore())
    world.clock.set(SEPTEMBER)
    stale = Stale(rule="volume", period="2025-03", lifetime=True, people=("A",))
    world.store.commit([Recount(order="O").also((stale,), SEPTEMBER)])

    left = list[str]()
    while (known := advance_recount(world.ports, "O")).is_due(SEPTEMBER):
        left += [each.period for each in known.stale]

    assert left == ["2025-05", "2025-07"]
    awards = {a.period: (a.awaiting, a.due_at) for a in world.store.all(PeriodAward)}
    assert awards == {f"2025-{month:02d}": (REEVALUATION, SEPTEMBER) for month in range(3, 9)}


def test_an_award_shows_the_latest_of_its_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    world = EvaluatedWorld(MemoryStore())
    order = world.paid(120_00)
    world.april()
    world.sweep()
    for _ in range(4):
        world.refund(order, 1_00)
        world.sweep()
    (whole,) = award_page(world.ports, "A", "").items
    assert (len(whole.postings), whole.earlier_entries) == (5, 0)

    monkeypatch.setattr(period_statements, "ENTRIES", 2)
    (award,) = award_page(world.ports, "A", "").items

    assert award.earlier_entries == 3
    assert award.postings == whole.postings[3:], "with the same reasons"
