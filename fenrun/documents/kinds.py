"""The kinds of documents, each with what it has of its own."""

from fenrun.documents.kind import DocumentKind
from fenrun.documents.plan_file import read_plan_file
from fenrun.documents.policy_file import read_policy_file
from shared.domain.guard.guard import findings
from shared.domain.plans.diff import changes
from shared.domain.plans.document import read_plan
from shared.domain.policy.policy import read_policy
from shared.domain.policy.policy_diff import policy_changes

PLAN = DocumentKind(
    name="plan",
    path="/v1/plans",
    read_file=read_plan_file,
    read=read_plan,
    changes=changes,
    label=lambda version: str(version.get("label") or version["plan"]),
    title=lambda proposal: str(proposal["name"]),
    findings=lambda plan, at: findings(plan, at=at),
    checks="/v1/plans/checks",
)

POLICY = DocumentKind(
    name="policy",
    path="/v1/policies",
    read_file=read_policy_file,
    read=read_policy,
    changes=policy_changes,
    label=lambda version: f"policy@{version['number']}",
    in_words=lambda number: f"policy@{number}",
)
