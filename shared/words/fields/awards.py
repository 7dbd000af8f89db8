"""Awards by hand, and what I was given."""

from collections.abc import Mapping

from shared.words.wording import Words

FIELD: Mapping[str, Words] = {
    "award_id": Words("The award's id.", "奖励编号。"),
    "manual": Words("What was given by hand.", "额外奖励。"),
    "periods": Words("What was given for periods.", "周期奖励。"),
    "reversed_at": Words("When it was taken back; null: it was not.", "撤回时间；未撤回为 null。"),
    "steps": Words("What happened to it, in order.", "处理记录。"),
    "MyManualAward.paid_at": Words("When it became available.", "到账时间。"),
    "StepView.what": Words("What was done.", "所做操作。"),
    "{award_id}": Words("The award's id.", "奖励编号。"),
}

CODES: Mapping[str, str | Mapping[str, Words]] = {
    "AwardView.state": "award_state",
    "StepView.what": "award_step",
}

TAG: Mapping[str, Words] = {
    "awards": Words(
        "Awards beside all rules, given by two persons, and all that a distributor was given.",
        "额外奖励：由两人决定；以及分销员所得的全部奖励。",
    ),
}
