"""What people read about whatever one person proposes and another decides."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.words.wording import ProblemWords, Words

if TYPE_CHECKING:
    from shared.domain.approvals.proposals import ProposalCode, ProposalState

PROBLEMS: Mapping[str, ProblemWords] = {
    "not_proposer": ProblemWords(
        403,
        Words("Only the proposer may do this", "仅提交人可执行此操作"),
        Words(
            "Only whoever made a proposal may revise it or take it back.",
            "只有提交人可以修改或撤回申请。",
        ),
        Words("Approve or reject it instead.", "请改为批准或驳回。"),
    ),
    "outdated_version": ProblemWords(
        409,
        Words("It has changed since it was read", "内容已变更，请重新查看"),
        Words(
            "Whoever decides names the version that he saw, and it is another one now.",
            "审批须指明所见版本，而内容已有新版本。",
        ),
        Words("Read it again, then decide on its `version`.", "请重新查看后按其 `version` 审批。"),
    ),
    "same_person": ProblemWords(
        403,
        Words("This takes two persons", "须由另一人审批"),
        Words(
            "Whoever proposed this, or gains by it, cannot decide it, in whatever role.",
            "申请人或受益人不能审批，无论其角色。",
        ),
        Words(
            "Let another person decide; whoever proposed it may withdraw it.",
            "请由另一人审批；申请人可撤回自己的申请。",
        ),
    ),
    "unknown_proposal": ProblemWords(
        404,
        Words("No such proposal", "申请不存在"),
        Words("Nothing was proposed under that id.", "没有该编号的申请。"),
        Words("List the proposals and send the id of one.", "请查看申请列表并使用其中的编号。"),
    ),
}

REFUSALS: Mapping[str, Mapping[str, Words]] = {
    "illegal_transition": {
        "proposal_has_lapsed": Words(
            "There is nothing left to decide<: its money was taken up by {paid_as}; look at that "
            "one><: its notice is resolved already, {resolution:resolution}>.",
            "该申请已失效，无需再审批<：款项已由打款单 {paid_as} 接续支付>"
            "<：异常通知已处理，{resolution:resolution}>。",
        ),
        "proposal_was_decided": Words(
            "The proposal was {state:proposal_state} already; propose anew where that is wanted.",
            "该申请{state:proposal_state}；如仍需要，请重新申请。",
        ),
    },
    "invalid": {
        "never_revised": Words(
            "A {kind:approval_kind} is not revised; withdraw it and propose it anew.",
            "{kind:approval_kind}申请不能修改；请撤回后重新申请。",
        ),
    },
    "not_proposer": {
        "only_who_proposed": Words(
            "Only {proposer} may do this; approve or reject it instead.",
            "仅 {proposer} 可执行此操作；请改为批准或驳回。",
        ),
    },
    "outdated_version": {
        "proposal_has_changed": Words(
            "The proposal is at version {version} now; read it again, then decide.",
            "该申请现为版本 {version}；请重新查看后再审批。",
        ),
    },
    "unknown_proposal": {
        "no_such_proposal": Words(
            "There is no proposal {proposal_id}; list those that wait at /v1/approvals.",
            "没有申请 {proposal_id}；请在 /v1/approvals 查看待审申请。",
        ),
    },
    "same_person": {
        "another_must_decide": Words(
            "{person} cannot decide this alone; let another person do it.",
            "{person} 不能独自决定此事；请由另一人审批。",
        ),
        "own_proposal": Words(
            "{person} has proposed this and cannot decide it: let another person do it, or take it "
            "back (POST /v1/approvals/{proposal_id}/withdrawal).",
            "{person} 是申请人，不能审批；请由另一人审批，或撤回申请"
            "（POST /v1/approvals/{proposal_id}/withdrawal）。",
        ),
    },
}

PROPOSAL_STATE: "Mapping[ProposalState, Words]" = {
    "open": Words("open", "待审"),
    "approved": Words("approved", "已批准"),
    "rejected": Words("rejected", "已驳回"),
    "withdrawn": Words("withdrawn", "已撤回"),
    "expired": Words("expired", "已过期"),
    "lapsed": Words("overtaken by another decision", "已因另行处理而失效"),
}

EVENT: "Mapping[ProposalCode, Words]" = {
    "proposed": Words(
        "A proposal was made< by {by}>: {about:subject}.", "申请已提交<（{by}）>：{about:subject}。"
    ),
    "proposal_revised": Words(
        "The proposal was changed< by {by}>: {about:subject}.",
        "申请已修改<（{by}）>：{about:subject}。",
    ),
    "proposal_approved": Words(
        "The proposal was approved< by {by}>: {about:subject}.",
        "申请已批准<（{by}）>：{about:subject}。",
    ),
    "proposal_rejected": Words(
        "The proposal was rejected< by {by}>: {about:subject}.",
        "申请已驳回<（{by}）>：{about:subject}。",
    ),
    "proposal_withdrawn": Words(
        "The proposal was withdrawn< by {by}>: {about:subject}.",
        "申请已撤回<（{by}）>：{about:subject}。",
    ),
    "proposal_expired": Words(
        "Nobody decided in time; the proposal expired: {about:subject}.",
        "逾期未审批，申请已过期：{about:subject}。",
    ),
    "proposal_lapsed": Words(
        "It was seen to otherwise< by {by}>; the proposal lapsed: {about:subject}.",
        "事项已另行处理<（{by}）>，申请已失效：{about:subject}。",
    ),
}

OPERATION: Mapping[str, Words] = {
    "approve_proposal": Words(
        "{who} approved {subject:subject}<: {reason}>.",
        "{who} 批准：{subject:subject}<，原因：{reason}>。",
    ),
    "reject_proposal": Words(
        "{who} rejected {subject:subject}<: {reason}>.",
        "{who} 驳回：{subject:subject}<，原因：{reason}>。",
    ),
    "revise_proposal": Words(
        "{who} changed the proposal of {subject:subject}<: {reason}>.",
        "{who} 修改申请：{subject:subject}<，原因：{reason}>。",
    ),
    "withdraw_proposal": Words(
        "{who} withdrew the proposal of {subject:subject}<: {reason}>.",
        "{who} 撤回申请：{subject:subject}<，原因：{reason}>。",
    ),
}

SUBJECT: Mapping[str, Words] = {"proposal": Words("proposal {id}", "申请 {id}")}
