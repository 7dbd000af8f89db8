"""What people read about whatever one person proposes and another decides."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.words.wording import ProblemWords, Words

if TYPE_CHECKING:
    from shared.domain.rulebook.rule_proposals import ProposalState

PROBLEMS: Mapping[str, ProblemWords] = {
    "same_person": ProblemWords(
        Words("This takes two persons", "须由另一人审批"),
        Words(
            "Whoever proposed this, or gains by it, cannot decide it, in whatever role.",
            "申请人或受益人不能审批，无论其角色。",
        ),
        Words("Let another person decide.", "请由另一人审批。"),
    ),
    "unknown_proposal": ProblemWords(
        Words("No such proposal", "申请不存在"),
        Words("Nothing was proposed under that id.", "没有该编号的申请。"),
        Words("List the proposals and send the id of one.", "请查看申请列表并使用其中的编号。"),
    ),
}

REFUSALS: Mapping[str, Mapping[str, Words]] = {
    "illegal_transition": {
        "proposal_was_decided": Words(
            "The proposal was {state:proposal_state} already; propose anew where that is wanted.",
            "该申请{state:proposal_state}；如仍需要，请重新申请。",
        ),
    },
    "same_person": {
        "another_must_decide": Words(
            "{person} cannot decide this alone; let another person do it.",
            "{person} 不能独自决定此事；请由另一人审批。",
        ),
    },
}

PROPOSAL_STATE: "Mapping[ProposalState, Words]" = {
    "open": Words("open", "待审批"),
    "approved": Words("approved", "已批准"),
    "rejected": Words("rejected", "已驳回"),
}
