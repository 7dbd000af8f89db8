"""What operators and finance send and get of plans; documents carry quoted yuan."""

from collections.abc import Iterable
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, WithJsonSchema

from shared.domain.approvals.proposals import Proposal
from shared.domain.documents.changes import Change
from shared.domain.documents.part import written
from shared.domain.errors import Fault
from shared.domain.guard.findings import Finding, FindingCode, Severity
from shared.domain.plans.diff import changes
from shared.domain.plans.document import Plan, read_plan
from shared.domain.records import Value
from shared.domain.rulebook.plan_version import PlanVersion
from shared.domain.rulebook.versions import RuleVersion, label_of
from shared.edge.approvals.messages import ProposalLine, ProposalView
from shared.edge.rulebook.messages import RuleVersionLine
from shared.usecases.rulebook.plans import AllPlans, Review
from shared.words.catalogue import term


def _read(document: object) -> Plan:
    if not isinstance(document, str | dict):
        raise Fault("no_plan_document")
    return read_plan(document)


PlanDocument = Annotated[
    Plan,
    BeforeValidator(_read),
    WithJsonSchema(
        {
            "type": ["object", "string"],
            "description": "A plan document as plan.schema.json describes it, or a preset's name.",
        }
    ),
]


class NewPlan(Value):
    """A plan that somebody wants checked, or in force."""

    plan: PlanDocument


class FindingView(Value):
    """What the guard found; `pointer` leads into the plan document."""

    code: FindingCode
    severity: Severity
    place: str
    pointer: str
    article: str | None
    message: str
    message_zh: str

    @classmethod
    def of(cls, finding: Finding) -> Self:
        """Show a finding."""
        words = term("finding", finding.code, finding.facts)
        return cls(
            code=finding.code,
            severity=finding.severity,
            place=finding.path,
            pointer=finding.pointer,
            article=finding.article,
            message=words.en,
            message_zh=words.zh,
        )


class PlanFindings(Value):
    """All that the guard found in a plan, and whether it may be approved."""

    allowed: bool
    findings: tuple[FindingView, ...]

    @classmethod
    def of(cls, found: Iterable[Finding]) -> Self:
        """Show findings."""
        findings = tuple(map(FindingView.of, found))
        return cls(allowed=all(each.severity != "error" for each in findings), findings=findings)


class PlanProposalView(ProposalView):
    """A proposal beside the plan it follows, with all that the guard says of it now."""

    plan: dict[str, Any]
    follows: str
    changes: tuple[Change, ...]
    allowed: bool
    findings: tuple[FindingView, ...]

    @classmethod
    def of_review(cls, review: Review) -> Self:
        """Show a proposal with what its reviewer should see."""
        proposal, found = review.proposal, PlanFindings.of(review.findings)
        return cls(
            plan=proposal.content,
            follows=review.follows.label,
            changes=review.changes,
            allowed=found.allowed,
            findings=found.findings,
            **dict(ProposalView.of(proposal)),
        )


class PlanProposalLine(ProposalLine):
    """A proposed plan in a list."""

    name: str

    @classmethod
    def of(cls, proposal: Proposal) -> Self:
        """Show a proposal in a line."""
        return cls(name=proposal.content["name"], **dict(ProposalLine.of(proposal)))


class PlanVersionLine(RuleVersionLine):
    """A version of the plan in a list."""

    plan: str

    @classmethod
    def of(cls, version: RuleVersion) -> Self:
        """Show a version in a line."""
        return cls(plan=label_of(version), **cls.facts(version))


class PlanVersions(Value):
    """Which plan is in force, all versions, oldest first, and what nobody has decided yet."""

    in_force: str
    items: tuple[PlanVersionLine, ...]
    next: str | None
    proposals: tuple[PlanProposalLine, ...]

    @classmethod
    def of(cls, plans: AllPlans) -> Self:
        """Show the versions and the open proposals."""
        return cls(
            in_force=plans.in_force.label,
            items=tuple(map(PlanVersionLine.of, plans.versions.items)),
            next=plans.versions.next,
            proposals=tuple(map(PlanProposalLine.of, plans.proposals)),
        )


class PlanView(Value):
    """One version of the plan, with its whole document."""

    label: str
    number: int
    plan: dict[str, Any]

    @classmethod
    def of(cls, version: PlanVersion) -> Self:
        """Show a version."""
        return cls(label=version.label, number=version.number, plan=written(version.plan))


class PlanDiff(Value):
    """What one version changes against another."""

    before: str
    after: str
    changes: tuple[Change, ...]

    @classmethod
    def of(cls, before: PlanVersion, after: PlanVersion) -> Self:
        """Show what a version changes."""
        found = changes(before.plan, after.plan)
        return cls(before=before.label, after=after.label, changes=found)
