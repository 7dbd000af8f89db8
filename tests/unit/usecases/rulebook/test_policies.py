"""Policies: kept whole, compared and listed. How they are decided: test_proposals."""

import pytest

from infra.memory.store import MemoryStore
from shared.domain.errors import Refused
from shared.domain.policy.policy import Policy
from shared.usecases.rulebook import policies
from shared.usecases.rulebook.rule_proposals import require_version
from tests.unit.usecases.rulebook.desk import SOON, PolicyDesk


@pytest.fixture
def desk() -> PolicyDesk:
    return PolicyDesk(MemoryStore())


def test_a_version_keeps_the_whole_document(desk: PolicyDesk) -> None:
    approved = desk.approve(desk.propose(inspection_days=5).id)
    version = require_version(desk.ports, "policy", approved.outcome["number"])
    assert Policy.model_validate(version.document) == Policy(inspection_days=5)
    assert version.document["payout"]["minimum"] == "0.10"


def test_two_versions_are_given_to_compare(desk: PolicyDesk) -> None:
    desk.approve(desk.propose(inspection_days=5).id)
    before, after = policies.two_policies(desk.ports, 1, against=0)
    assert (before.policy, after.policy) == (Policy(), Policy(inspection_days=5))
    with pytest.raises(Refused) as refused:
        policies.two_policies(desk.ports, 2, against=0)
    assert refused.value.code == "unknown_policy"


def test_all_policies_are_listed(desk: PolicyDesk) -> None:
    desk.approve(desk.propose("one").id)
    desk.reject(desk.propose("no").id)
    waiting = desk.propose("two")
    desk.clock.set(SOON)
    listed = policies.all_policies(desk.ports)
    assert listed.in_force.number == 1
    assert [version.key for version in listed.versions.items] == ["policy/000001"]
    assert [each.id for each in listed.proposals] == [waiting.id]
