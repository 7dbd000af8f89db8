"""What two persons decide."""

from collections.abc import Mapping

from shared.words.wording import Words

FIELD: Mapping[str, Words] = {
    "acknowledged": Words(
        "The codes of the guard's warnings that he has read.", "已阅读的警告代码。"
    ),
    "content": Words("What is proposed, whole.", "申请的完整内容。"),
    "decided_at": Words("When it was decided; null: not yet.", "审批时间；未审批为 null。"),
    "decided_by": Words("Who decided it; null: nobody yet.", "审批人；未审批为 null。"),
    "decision_reason": Words("Why it was decided so.", "审批原因。"),
    "kind_zh": Words("What the kind is called in Chinese.", "类型的中文名称。"),
    "outcome": Words(
        "What its approval has changed; where it lapsed, what was done instead.",
        "批准后的结果；已失效者，为另行处理的结果。",
    ),
    "proposal_id": Words("The proposal's id.", "申请编号。"),
    "proposed_at": Words("When it was proposed.", "申请时间。"),
    "proposed_by": Words("Who proposed it.", "申请人。"),
    "state": Words("How far it has come.", "状态。"),
    "PlanProposalLine.expires_at": Words(
        "When it lapses undecided; null: it waits as long as it takes.",
        "逾期未审批失效的时间；null 表示不限。",
    ),
    "PlanProposalView.expires_at": Words(
        "When it lapses undecided; null: it waits as long as it takes.",
        "逾期未审批失效的时间；null 表示不限。",
    ),
    "PolicyProposalView.expires_at": Words(
        "When it lapses undecided; null: it waits as long as it takes.",
        "逾期未审批失效的时间；null 表示不限。",
    ),
    "ProposalLine.expires_at": Words(
        "When it lapses undecided; null: it waits as long as it takes.",
        "逾期未审批失效的时间；null 表示不限。",
    ),
    "ProposalView.expires_at": Words(
        "When it lapses undecided; null: it waits as long as it takes.",
        "逾期未审批失效的时间；null 表示不限。",
    ),
    "{proposal_id}": Words("The proposal's id.", "申请编号。"),
}

CODES: Mapping[str, str | Mapping[str, Words]] = {
    "Approval.acknowledged": "finding",
    "DecisionReceipt.kind": "approval_kind",
    "DecisionReceipt.state": "proposal_state",
    "PlanProposalLine.kind": "approval_kind",
    "PlanProposalLine.state": "proposal_state",
    "PlanProposalView.kind": "approval_kind",
    "PlanProposalView.state": "proposal_state",
    "PolicyProposalView.kind": "approval_kind",
    "PolicyProposalView.state": "proposal_state",
    "ProposalLine.kind": "approval_kind",
    "ProposalLine.state": "proposal_state",
    "ProposalReceipt.kind": "approval_kind",
    "ProposalView.kind": "approval_kind",
    "ProposalView.state": "proposal_state",
}

TAG: Mapping[str, Words] = {
    "approvals": Words(
        "Whatever waits for a second person: proposals of all kinds, decided in one place.",
        "待审批事项：各类申请在此由第二人审批。",
    ),
}
