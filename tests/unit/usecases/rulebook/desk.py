"""Those who propose for the rulebook and those who decide, over one store."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from infra.memory.channel import MemoryChannel
from infra.scenarios.stage import StoryClock
from shared.adapters.calendar_file import load_calendar
from shared.domain.approvals.proposals import Proposal
from shared.domain.commands import Command
from shared.domain.decisions import Decision
from shared.domain.plans.document import Plan, read_plan
from shared.domain.policy.policy import Policy
from shared.domain.rulebook.rule_proposals import NOTICE
from shared.domain.rulebook.versions import (
    RuleKind,
    RuleVersion,
    plan_in_force,
    policy_version_at,
)
from shared.ports import GivenPorts, Store
from shared.usecases.approvals.kinds import ApprovalKind
from shared.usecases.approvals.proposing import open_proposals
from shared.usecases.lists import all_of
from shared.usecases.rulebook import plans, policies
from tests import deciding
from tests.unit.domain.plans.documents import document

NOW = datetime.fromisoformat("2025-03-03T02:00:00+00:00")
SOON = NOW + NOTICE
"""When what is approved now begins."""


class Desk(ABC):
    """An operator who proposes and somebody of finance who decides; a key gives one command."""

    kind: ClassVar[RuleKind]
    approval: ClassVar[ApprovalKind]

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = StoryClock(NOW)
        self.ports = GivenPorts(store, self.clock, load_calendar(), MemoryChannel())

    def command(self, key: str, body: bytes = b"") -> Command:
        return Command.of("test", "rulebook", key, body)

    def versions(self) -> Sequence[RuleVersion]:
        return all_of(self.store, RuleVersion, self.kind)

    def waiting(self) -> list[str]:
        """Name the open proposals, oldest first."""
        return [each.id for each in open_proposals(self.ports, self.approval, self.kind)]

    @abstractmethod
    def propose(
        self, key: str = "one", by: str = "ops", body: bytes = b"", **fields: Any
    ) -> Proposal: ...

    @abstractmethod
    def approve(self, proposal: str, by: str = "fin", key: str = "") -> Proposal: ...

    @abstractmethod
    def reject(self, proposal: str, by: str = "fin", key: str = "") -> Proposal: ...

    @abstractmethod
    def followed(self, proposal: str) -> int:
        """Give the number of the version that a proposal is shown beside."""

    @abstractmethod
    def in_force(self, at: datetime = SOON) -> int:
        """Give the number of the version that is in force."""


class PlanDesk(Desk):
    kind = "plan"
    approval = plans.PLAN

    def propose(
        self, key: str = "one", by: str = "ops", body: bytes = b"", **fields: Any
    ) -> Proposal:
        return plans.propose_plan(self.ports, self.command(key, body), plan(key, **fields), by)

    def approve(self, proposal: str, by: str = "fin", key: str = "") -> Proposal:
        return self.acknowledge(proposal, "cost_unknown", by=by, key=key)

    def acknowledge(self, proposal: str, *seen: str, by: str = "fin", key: str = "") -> Proposal:
        """Approve a plan, with just these warnings acknowledged."""
        command = self.command(key or f"approve {proposal}")
        return deciding.approve(self.ports, command, proposal, by, *seen)

    def reject(self, proposal: str, by: str = "fin", key: str = "") -> Proposal:
        command = self.command(key or f"reject {proposal}")
        return deciding.reject(self.ports, command, proposal, Decision(by=by, reason="no"))

    def followed(self, proposal: str) -> int:
        return plans.review(self.ports, proposal).follows.number

    def in_force(self, at: datetime = SOON) -> int:
        return plan_in_force(self.versions(), at).number


class PolicyDesk(Desk):
    kind = "policy"
    approval = policies.POLICY

    def propose(
        self, key: str = "one", by: str = "ops", body: bytes = b"", **fields: Any
    ) -> Proposal:
        wanted = Policy.model_validate(fields)
        return policies.propose_policy(self.ports, self.command(key, body), wanted, by)

    def approve(self, proposal: str, by: str = "fin", key: str = "") -> Proposal:
        command = self.command(key or f"approve {proposal}")
        return deciding.approve(self.ports, command, proposal, by)

    def reject(self, proposal: str, by: str = "fin", key: str = "") -> Proposal:
        command = self.command(key or f"reject {proposal}")
        return deciding.reject(self.ports, command, proposal, Decision(by=by, reason="no"))

    def followed(self, proposal: str) -> int:
        return policies.review_policy(self.ports, proposal).follows.number

    def in_force(self, at: datetime = SOON) -> int:
        return policy_version_at(self.versions(), at).number


def plan(name: str = "one", *rules: dict[str, Any], **fields: Any) -> Plan:
    """Give a plan that the guard only warns of: the costs of what it pays for are not known."""
    return read_plan(document(*rules, **{"name": name, **fields}))
