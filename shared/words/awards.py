"""What people read about awards that people give by hand."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.words.wording import Words

if TYPE_CHECKING:
    from shared.domain.awards.manual_awards import AwardState, StepKind

REFUSALS: Mapping[str, Mapping[str, Words]] = {
    "illegal_transition": {
        "award_step_unfit": Words(
            "The award is {state:award_state}; it cannot be {step:award_step} now. Read the award "
            "for what it waits for.",
            "该奖励{state:award_state}，目前不能{step:award_step}；请查询奖励的进度。",
        ),
        "award_was_forfeited": Words(
            "The award was forfeited; nothing of it is left to take back.",
            "该奖励已被没收，没有可追回的余额。",
        ),
    },
    "unknown_proposal": {
        "no_such_award": Words(
            "{distributor} has no award {award_id}; list his awards for the ids.",
            "{distributor} 没有奖励 {award_id}；请查看其奖励列表。",
        ),
    },
}

AWARD_STATE: "Mapping[AwardState, Words]" = {
    "proposed": Words("proposed", "待批准"),
    "approved": Words("approved", "已批准"),
    "rejected": Words("rejected", "已驳回"),
    "reversal_proposed": Words("proposed to be reversed", "待批准追回"),
    "reversed": Words("reversed", "已追回"),
}

AWARD_STEP: "Mapping[StepKind, Words]" = {
    "proposed": Words("proposed", "提出"),
    "approved": Words("approved", "批准"),
    "rejected": Words("rejected", "驳回"),
    "reversal_proposed": Words("proposed to be reversed", "申请追回"),
    "reversed": Words("reversed", "追回"),
    "reversal_rejected": Words("kept against a reversal", "驳回追回"),
}
