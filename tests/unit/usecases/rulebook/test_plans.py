"""Plans: guarded and acknowledged before approval. How they are decided: test_proposals."""

from typing import Any

import pytest

from infra.memory.store import MemoryStore
from shared.domain.errors import Refused
from shared.domain.periods.evaluations import Evaluation
from shared.domain.plans.document import read_plan
from shared.usecases.network.people import enrol
from shared.usecases.rulebook import plans
from shared.usecases.rulebook.rule_proposals import require_version
from tests.unit.domain.plans.documents import percent
from tests.unit.usecases.rulebook.desk import SOON, PlanDesk, plan

MONTHLY: dict[str, Any] = {
    "id": "monthly",
    "kind": "tier",
    "period": "month",
    "tiers": {"bands": {"default": [{"rate_bp": 100}]}},
}


@pytest.fixture
def desk() -> PlanDesk:
    return PlanDesk(MemoryStore())


def test_a_version_keeps_the_whole_document(desk: PlanDesk) -> None:
    desk.approve(desk.propose().id)
    version = require_version(desk.ports, "plan", 1)
    assert read_plan(version.document) == plan()
    assert version.document["cap_bp"] == 10_000


def test_the_guard_refuses_an_approval_and_names_all_errors(desk: PlanDesk) -> None:
    proposal = desk.propose(pay_depth=4, joining_fee="1.00")
    with pytest.raises(Refused) as refused:
        desk.approve(proposal.id)
    assert refused.value.code == "plan_refused"
    assert refused.value.facts["codes"] == "pay_depth_above_three, joining_fee"
    assert desk.versions() == []


def test_every_warning_has_to_be_acknowledged(desk: PlanDesk) -> None:
    proposal = desk.propose(pay_depth=3)
    with pytest.raises(Refused) as refused:
        desk.acknowledge(proposal.id, "cost_unknown", "team_rebate")
    assert refused.value.code == "warnings_open"
    assert refused.value.facts == {"codes": "depth_three"}
    approved = desk.acknowledge(proposal.id, "cost_unknown", "depth_three", "team_rebate")
    assert approved.outcome["acknowledged"] == ["depth_three", "cost_unknown"]


def test_the_network_is_looked_at_when_it_is_approved(desk: PlanDesk) -> None:
    proposal = desk.propose()
    for number in range(30):
        upline = f"P{number - 1}" if number in (1, 2) else "P0" if number else None
        enrol(desk.ports, desk.command(f"P{number}"), f"P{number}", upline)
    with pytest.raises(Refused) as refused:
        desk.approve(proposal.id)
    assert refused.value.facts == {"codes": "large_tree"}
    assert desk.acknowledge(proposal.id, "cost_unknown", "large_tree").state == "approved"


def test_a_large_network_is_read_in_part(desk: PlanDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "PAGE", 2)
    for number in range(20):
        enrol(desk.ports, desk.command(f"P{number}"), f"P{number}")
    whole = plans.network_of(desk.store)
    assert (len(whole.uplines), whole.whole) == (20, True)
    monkeypatch.setattr(plans, "MOST_PEOPLE", 5)
    part = plans.network_of(desk.store)
    assert (len(part.uplines), part.whole) in ((5, False), (6, False))
    assert "tree_unread" in [each.code for each in plans.check_plan(desk.ports, plan())]


def test_a_review_says_what_changes(desk: PlanDesk) -> None:
    desk.approve(desk.propose("one").id)
    review = plans.review(desk.ports, desk.propose("two", cap_bp=3000).id)
    assert review.follows.label == "one@1"
    assert [change.path for change in review.changes] == ["name", "cap_bp"]


def test_a_version_begins_with_the_evaluations_of_its_period_rules(desk: PlanDesk) -> None:
    for key in ("one", "two"):
        rules = plan(key, percent(), MONTHLY)
        proposal = plans.propose_plan(desk.ports, desk.command(key), rules, "ops")
        desk.approve(proposal.id)
    assert isinstance(desk.store, MemoryStore)
    (evaluation,) = desk.store.all(Evaluation)
    assert (evaluation.rule, evaluation.period, evaluation.version) == ("monthly", "2025-03", 1)


def test_versions_are_found_by_number(desk: PlanDesk) -> None:
    desk.approve(desk.propose("one").id)
    assert plans.plan_version(desk.ports, 0).label == "depth-10-5@0"
    assert plans.plan_version(desk.ports, 1).label == "one@1"
    before, after = plans.two_versions(desk.ports, 1, against=0)
    assert (before.label, after.label) == ("depth-10-5@0", "one@1")
    with pytest.raises(Refused) as refused:
        plans.plan_version(desk.ports, 2)
    assert refused.value.code == "unknown_plan"


def test_all_plans_are_listed(desk: PlanDesk) -> None:
    desk.approve(desk.propose("one").id)
    waiting = desk.propose("two")
    desk.clock.set(SOON)
    listed = plans.all_plans(desk.ports)
    assert listed.in_force.label == "one@1"
    assert [version.key for version in listed.versions.items] == ["plan/000001"]
    assert [each.id for each in listed.proposals] == [waiting.id]
