"""The life of a plan: proposed, approved by another person, numbered without a race, in force."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest

from infra.scenarios.stage import StoryClock
from shared.adapters.calendar_file import load_calendar
from shared.adapters.memory_channel import MemoryChannel
from shared.adapters.memory_store import MemoryStore
from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.domain.periods.evaluations import Evaluation
from shared.domain.plans.document import Plan, read_plan
from shared.domain.rulebook.proposals import RuleProposal
from shared.domain.rulebook.rulebook import RuleVersion, plan_in_force
from shared.ports import GivenPorts, Store
from shared.usecases import plans
from shared.usecases.network.people import enrol
from tests.unit.adapters.dynamodb_table import dynamodb_calls, store_over
from tests.unit.domain.plans.documents import document, percent

NOW = datetime.fromisoformat("2025-03-03T02:00:00+00:00")
AT_ONCE = 6
MONTHLY = {
    "id": "monthly",
    "kind": "tier",
    "period": "month",
    "tiers": {"bands": {"default": [{"rate_bp": 100}]}},
}


class Desk:
    """An operator who proposes and somebody of finance who approves, over one store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = StoryClock(NOW)
        self.ports = GivenPorts(store, self.clock, load_calendar(), MemoryChannel())

    def command(self, key: str, body: bytes = b"") -> Command:
        return Command.of("test", "plans", key, body)

    def propose(self, key: str = "one", by: str = "ops", **fields: Any) -> RuleProposal:
        return plans.propose_plan(self.ports, self.command(key), plan(key, **fields), by)

    def approve(self, proposal: RuleProposal, *seen: str, by: str = "fin") -> RuleProposal:
        command = self.command(f"approve {proposal.id}")
        known = seen or ("cost_unknown",)
        return plans.approve_plan(self.ports, command, proposal.id, by, known)

    def reject(self, proposal: RuleProposal, by: str = "fin") -> RuleProposal:
        command = self.command(f"reject {proposal.id}")
        return plans.reject_plan(self.ports, command, proposal.id, by, "too dear")

    def in_force(self, at: datetime = NOW) -> str:
        return plan_in_force(self.store.rule_versions("plan"), at).label


def plan(name: str = "one", *rules: dict[str, Any], **fields: Any) -> Plan:
    return read_plan(document(*rules, **{"name": name, **fields}))


@pytest.fixture
def desk() -> Desk:
    return Desk(MemoryStore())


@pytest.fixture(params=["memory", "dynamodb"])
def either(request: pytest.FixtureRequest) -> Iterator[Desk]:
    if request.param == "memory":
        yield Desk(MemoryStore())
        return
    with dynamodb_calls() as calls:
        yield Desk(store_over(calls))


def test_a_proposal_is_nothing_in_force_before_another_person_approves_it(desk: Desk) -> None:
    proposal = desk.propose()
    assert (proposal.state, desk.in_force()) == ("open", "depth-10-5@0")
    with pytest.raises(Refused, match="another person") as refused:
        desk.approve(proposal, by="ops")
    assert refused.value.code == "same_person"
    assert desk.in_force() == "depth-10-5@0"
    approved = desk.approve(proposal)
    assert (approved.state, approved.number, approved.follows) == ("approved", 1, 0)
    assert (approved.decided_by, approved.decided_at) == ("fin", NOW)
    assert desk.in_force() == "one@1"


def test_a_version_keeps_the_whole_document(desk: Desk) -> None:
    desk.approve(desk.propose())
    version = plans.require_version(desk.ports, 1)
    assert read_plan(version.document) == plan()
    assert version.document["cap_bp"] == 10_000
    assert version.proposal == desk.store.rule_proposals("plan")[0].id


def test_versions_are_numbered_one_after_the_other(desk: Desk) -> None:
    first, second = desk.propose("one"), desk.propose("two")
    assert desk.approve(second).number == 1
    approved = desk.approve(first)
    assert (approved.number, approved.follows) == (2, 1)
    assert desk.in_force() == "one@2"


def test_approvals_at_once_get_a_number_each(either: Desk) -> None:
    proposals = [either.propose(f"plan-{number}") for number in range(AT_ONCE)]
    start = threading.Barrier(AT_ONCE)

    def approve(proposal: RuleProposal) -> int | None:
        start.wait()
        return either.approve(proposal).number

    with ThreadPoolExecutor(AT_ONCE) as threads:
        numbers = list(threads.map(approve, proposals))

    assert sorted(number or 0 for number in numbers) == list(range(1, AT_ONCE + 1))
    assert [version.number for version in either.store.rule_versions("plan")] == sorted(
        number or 0 for number in numbers
    )


def test_of_an_approval_and_a_rejection_at_once_one_wins(either: Desk) -> None:
    proposal = either.propose()
    start = threading.Barrier(2)

    def decide(approves: bool) -> str:
        start.wait()
        try:
            return (either.approve if approves else either.reject)(proposal).state
        except Refused as refused:
            return refused.code

    with ThreadPoolExecutor(2) as threads:
        outcomes = sorted(threads.map(decide, [True, False]))

    versions = either.store.rule_versions("plan")
    assert outcomes in (["approved", "illegal_transition"], ["illegal_transition", "rejected"])
    assert len(versions) == outcomes.count("approved")


def test_a_repeat_has_no_second_effect(either: Desk) -> None:
    proposals = [either.propose() for _ in range(2)]
    assert [each.id for each in either.store.rule_proposals("plan")] == [proposals[1].id]
    approved = [either.approve(each).number for each in proposals]
    assert approved == [1, 1]
    assert len(either.store.rule_versions("plan")) == 1
    other = either.propose("two")
    assert [either.reject(other).state for _ in range(2)] == ["rejected", "rejected"]


def test_a_key_for_another_body_is_refused(desk: Desk) -> None:
    plans.propose_plan(desk.ports, desk.command("key", b"one"), plan(), "ops")
    with pytest.raises(Refused) as refused:
        plans.propose_plan(desk.ports, desk.command("key", b"two"), plan(), "ops")
    assert refused.value.code == "idempotency_conflict"


@pytest.mark.parametrize("first", ["approve", "reject"])
@pytest.mark.parametrize("then", ["approve", "reject"])
def test_what_is_decided_stays_decided(desk: Desk, first: str, then: str) -> None:
    proposal = desk.propose()
    getattr(desk, first)(proposal)
    decide = plans.approve_plan if then == "approve" else plans.reject_plan
    said: Any = ("cost_unknown",) if then == "approve" else "no"
    with pytest.raises(Refused) as refused:
        decide(desk.ports, desk.command("once more"), proposal.id, "chief", said)
    assert refused.value.code == "illegal_transition"
    assert len(desk.store.rule_versions("plan")) == (first == "approve")


def test_a_proposal_may_be_taken_back_by_whoever_made_it(desk: Desk) -> None:
    rejected = desk.reject(desk.propose(), by="ops")
    assert (rejected.state, rejected.decided_by, rejected.reason) == ("rejected", "ops", "too dear")


@pytest.mark.parametrize("unknown", ["", "A" * 26, "policy/one"])
def test_what_nobody_proposed_is_unknown(desk: Desk, unknown: str) -> None:
    with pytest.raises(Refused) as refused:
        plans.approve_plan(desk.ports, desk.command("a"), unknown, "fin", ())
    assert refused.value.code == "unknown_proposal"


def test_the_guard_refuses_an_approval_and_names_all_errors(desk: Desk) -> None:
    proposal = desk.propose(pay_depth=4, joining_fee="1.00")
    with pytest.raises(Refused) as refused:
        desk.approve(proposal)
    assert refused.value.code == "plan_refused"
    assert refused.value.facts == {"codes": "pay_depth_above_three, joining_fee"}
    assert desk.store.rule_versions("plan") == []


def test_every_warning_has_to_be_acknowledged(desk: Desk) -> None:
    proposal = desk.propose(pay_depth=3)
    with pytest.raises(Refused) as refused:
        desk.approve(proposal, "cost_unknown", "team_rebate")
    assert refused.value.code == "warnings_open"
    assert refused.value.facts == {"codes": "depth_three"}
    approved = desk.approve(proposal, "cost_unknown", "depth_three", "team_rebate")
    assert approved.acknowledged == ("depth_three", "cost_unknown")


def test_the_network_is_looked_at_when_it_is_approved(desk: Desk) -> None:
    proposal = desk.propose()
    for number in range(30):
        upline = f"P{number - 1}" if number in (1, 2) else "P0" if number else None
        enrol(desk.ports, desk.command(f"P{number}"), f"P{number}", upline)
    with pytest.raises(Refused) as refused:
        desk.approve(proposal)
    assert refused.value.facts == {"codes": "large_tree"}
    assert desk.approve(proposal, "cost_unknown", "large_tree").state == "approved"


def test_a_large_network_is_read_in_part(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "PAGE", 2)
    for number in range(20):
        enrol(desk.ports, desk.command(f"P{number}"), f"P{number}")
    whole = plans.network_of(desk.store)
    assert (len(whole.uplines), whole.whole) == (20, True)
    monkeypatch.setattr(plans, "MOST_PEOPLE", 5)
    part = plans.network_of(desk.store)
    assert (len(part.uplines), part.whole) in (((5), False), ((6), False))
    assert "tree_unread" in [each.code for each in plans.check_plan(desk.ports, plan())]


def test_a_plan_may_not_have_begun_before_it_was_proposed(desk: Desk) -> None:
    with pytest.raises(Refused, match="leave it out") as refused:
        desk.propose(effective_from="2025-03-03T01:59:59+00:00")
    assert refused.value.code == "invalid"
    desk.propose(effective_from="2025-03-03T02:00:00+00:00")


def test_a_plan_approved_late_is_in_force_from_its_approval(desk: Desk) -> None:
    proposal = desk.propose(effective_from="2025-03-04T00:00:00+00:00")
    desk.clock.set(NOW + timedelta(days=3))
    desk.approve(proposal)
    assert plans.require_version(desk.ports, 1).effective_from == NOW + timedelta(days=3)
    assert desk.in_force(NOW + timedelta(days=3, seconds=-1)) == "depth-10-5@0"


def test_a_plan_for_later_follows_the_one_that_is_in_force_then(desk: Desk) -> None:
    later = (NOW + timedelta(days=10)).isoformat()
    desk.approve(desk.propose("later", effective_from=later))
    now = desk.propose("now")
    assert plans.review(desk.ports, now.id).follows.label == "depth-10-5@0"
    much_later = desk.propose("last", effective_from=(NOW + timedelta(days=11)).isoformat())
    assert plans.review(desk.ports, much_later.id).follows.label == "later@1"
    assert desk.approve(much_later).follows == 1


def test_a_review_keeps_what_a_decided_proposal_followed(desk: Desk) -> None:
    approved = desk.approve(desk.propose("one"))
    rejected = desk.reject(desk.propose("no", cap_bp=3000))
    desk.clock.set(NOW + timedelta(days=1))
    desk.approve(desk.propose("two"))
    reviews = [plans.review(desk.ports, each.id) for each in (approved, rejected)]
    assert [review.follows.label for review in reviews] == ["depth-10-5@0", "one@1"]
    assert [change.path for change in reviews[1].changes] == ["name", "cap_bp"]


def test_a_version_begins_with_the_evaluations_of_its_period_rules(desk: Desk) -> None:
    for key in ("one", "two"):
        rules = plan(key, percent(), MONTHLY)
        proposal = plans.propose_plan(desk.ports, desk.command(key), rules, "ops")
        desk.approve(proposal)
    assert isinstance(desk.store, MemoryStore)
    (evaluation,) = desk.store.all(Evaluation)
    assert (evaluation.rule, evaluation.period, evaluation.version) == ("monthly", "2025-03", 1)


def test_versions_are_found_by_number(desk: Desk) -> None:
    desk.approve(desk.propose("one"))
    assert plans.plan_version(desk.ports, 0).label == "depth-10-5@0"
    assert plans.plan_version(desk.ports, 1).label == "one@1"
    before, after = plans.two_versions(desk.ports, 1, against=0)
    assert (before.label, after.label) == ("depth-10-5@0", "one@1")
    with pytest.raises(Refused) as refused:
        plans.plan_version(desk.ports, 2)
    assert refused.value.code == "unknown_plan"


def test_all_plans_are_listed(desk: Desk) -> None:
    desk.approve(desk.propose("one"))
    waiting = desk.propose("two")
    listed = plans.all_plans(desk.ports)
    assert listed.in_force.label == "one@1"
    assert [version.key for version in listed.versions] == ["plan/000001"]
    assert [each.id for each in listed.proposals if each.state == "open"] == [waiting.id]


def test_a_stored_version_never_changes(desk: Desk) -> None:
    desk.approve(desk.propose("one"))
    before = desk.store.get(RuleVersion, "plan/000001")
    desk.approve(desk.propose("two"))
    assert desk.store.get(RuleVersion, "plan/000001") == before
