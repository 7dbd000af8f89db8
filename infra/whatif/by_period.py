"""Compare plans on a period of the running Fenrun, page by page over its API."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from fenrun.client import Stack
from fenrun.documents.plan_file import PlanFile
from infra.whatif.by_file import Tick
from shared.domain.civil_periods import bounds
from shared.domain.comparing.comparison import Comparison
from shared.domain.comparing.period_counts import rules_of
from shared.domain.rules.periodic_rule import PeriodicRule
from shared.domain.times import local_day
from shared.edge.callers.access import PersonRole
from shared.edge.comparing.messages import ComparisonPage

PATH = "/v1/plans/comparisons"
CALLER: PersonRole = "finance"


def compare_pages(
    stack: Stack, old: PlanFile | None, new: PlanFile, period: str, tick: Tick
) -> Comparison:
    """Add all pages up, then their awards. Errors: Problem, and those of requests."""
    sums = Comparison()
    rules: dict[tuple[str, str], PeriodicRule] = {}
    for page in _pages(stack, _body(old, new, period)):
        sums.join(page.sums)
        rules |= {(each.read.id, each.period): each.read for each in page.old_rules}
        if page.next is not None:
            tick(*_progress(period, page.next))
    sums.add_awards(lambda rule, period: rules.get((rule, period)), rules_of(new.read))
    return sums


def _pages(stack: Stack, body: dict[str, Any]) -> Iterator[ComparisonPage]:
    after = None
    while True:
        answer = stack.person(CALLER, CALLER).post(PATH, {**body, "after": after})
        page = ComparisonPage.model_validate(answer)
        yield page
        after = page.next
        if after is None:
            return


def _body(old: PlanFile | None, new: PlanFile, period: str) -> dict[str, Any]:
    body: dict[str, Any] = {"plan": new.document, "period": period}
    return body if old is None else {**body, "old": old.document}


def _progress(period: str, place: str) -> tuple[int, int]:
    """Give how many days of a period are done, and how many it has."""
    start, end = (local_day(at) for at in bounds(period))
    return (date.fromisoformat(place[:10]) - start).days, (end - start).days
