"""One judgement for check, proposal and approval: how long a plan may be, and since when."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.adapters.dynamodb.items import item_bytes, write_item
from shared.adapters.dynamodb.writes import MAX_ITEM_BYTES
from shared.domain.approvals.proposals import propose
from shared.domain.errors import Refused
from shared.domain.guard.checks.proposing import MAX_DOCUMENT_BYTES
from shared.domain.guard.guard import findings, require_allowed, require_proposable
from shared.domain.plans.document import Plan, read_plan
from shared.domain.rulebook.rule_proposals import proposable
from shared.edge.http.json_body import MAX_BYTES, canonical
from tests.unit.domain.plans.documents import document, percent

NOW = datetime.fromisoformat("2025-03-03T02:00:00+00:00")
SECOND = timedelta(seconds=1)
ENTRY = len(',"":{"rates_bp":{},"per_piece":{}}')


def dated(at: datetime) -> Plan:
    return read_plan(document(effective_from=at.isoformat()))


def of_bytes(size: int) -> Plan:
    """A plan that takes just so many bytes with all its defaults."""
    names = [f"{number:04}".ljust(64, "x") for number in range(900)]
    rules = [percent(f"r{number}", products={name: {} for name in names}) for number in range(2)]
    last: dict[str, Any] = {"last": {}}
    more = (size - _bytes(_plan(rules, last))) // (ENTRY + 64) - 1
    last |= {f"{number:04}".ljust(64, "y"): {} for number in range(more)}
    left = size - _bytes(_plan(rules, last))
    halves = (left - left // 2, left // 2)
    last |= {letter * (half - ENTRY): {} for letter, half in zip("ab", halves, strict=True)}
    return _plan(rules, last)


def _plan(rules: list[dict[str, Any]], last: dict[str, Any]) -> Plan:
    return read_plan(document(*rules, percent("last", products=last)))


def _bytes(plan: Plan) -> int:
    return len(plan.model_dump_json(by_alias=True).encode())


@pytest.mark.parametrize(("at", "found"), [(NOW - SECOND, True), (NOW, False)])
def test_a_plan_from_a_past_second_is_refused_by_all(at: datetime, found: bool) -> None:
    plan = dated(at)
    assert ("begins_in_past" in [each.code for each in findings(plan, at=NOW)]) == found
    if found:
        with pytest.raises(Refused, match=r"effective_from 2025-03-03T09:59:59\+08:00 is past"):
            require_proposable(plan, NOW)
    else:
        require_proposable(plan, NOW)


def test_what_was_proposed_in_time_may_be_approved_late() -> None:
    require_allowed(dated(NOW))


@pytest.mark.parametrize("over", [0, 1])
def test_a_plan_has_a_longest_document(over: int) -> None:
    plan = of_bytes(MAX_DOCUMENT_BYTES + over)
    found = [each.code for each in findings(plan, at=NOW) if each.code == "document_too_large"]
    assert len(found) == over
    if over:
        with pytest.raises(Refused, match=f"{MAX_DOCUMENT_BYTES + 1} bytes"):
            require_proposable(plan, NOW)
        with pytest.raises(Refused, match="document_too_large"):
            require_allowed(plan)


def test_the_longest_document_can_be_sent_and_stored() -> None:
    plan = of_bytes(MAX_DOCUMENT_BYTES)
    proposal = propose("p", "plan", "plan", proposable(plan, NOW), "ops", NOW)
    assert len(canonical({"plan": proposal.content}).encode()) <= MAX_BYTES
    assert item_bytes(write_item(proposal)) <= MAX_ITEM_BYTES
