"""What people read about awards that people give by hand."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.words.wording import Words

if TYPE_CHECKING:
    from shared.domain.awards.manual_awards import AwardState, ManualAwardCode, StepKind

REFUSALS: Mapping[str, Mapping[str, Words]] = {
    "illegal_transition": {
        "award_was_taken_back": Words(
            "The award was taken back already; nothing is left to do.",
            "该奖励已被追回，无需再操作。",
        ),
        "no_reversal_proposed": Words(
            "Nobody has proposed to take the award back; propose that first.",
            "尚无人申请追回该奖励；请先提出申请。",
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
    "approved": Words("approved", "已批准"),
    "reversed": Words("reversed", "已追回"),
}

AWARD_STEP: "Mapping[StepKind, Words]" = {
    "proposed": Words("proposed", "提出"),
    "approved": Words("approved", "批准"),
    "reversal_proposed": Words("proposed to be reversed", "申请追回"),
    "reversed": Words("reversed", "追回"),
}

APPROVAL_KIND: Mapping[str, Words] = {
    "award": Words("award by hand", "额外奖励"),
    "award_reversal": Words("reversal of an award by hand", "撤销额外奖励"),
}

OPERATION: Mapping[str, Words] = {
    "propose_award": Words(
        "{who} proposed {subject:subject}<: {reason}>.",
        "{who} 申请：{subject:subject}<，原因：{reason}>。",
    ),
    "propose_reversal": Words(
        "{who} proposed {subject:subject}<: {reason}>.",
        "{who} 申请：{subject:subject}<，原因：{reason}>。",
    ),
}

EVENT: "Mapping[ManualAwardCode, Words]" = {
    "manual_award_given": Words(
        "An award of {amount_fen:yuan} was given by hand: {reason}.",
        "额外奖励 {amount_fen:yuan} 已发放：{reason}。",
    ),
    "manual_award_reversed": Words(
        "The award of {amount_fen:yuan} by hand was taken back: {reason}.",
        "额外奖励 {amount_fen:yuan} 已撤销：{reason}。",
    ),
}

SUBJECT: Mapping[str, Words] = {
    "manual_award": Words("award by hand {id}", "额外奖励 {id}"),
    "award": Words("an award by hand to {id}", "给 {id} 的额外奖励"),
    "award_reversal": Words("the reversal of an award to {id}", "撤销 {id} 的额外奖励"),
}
