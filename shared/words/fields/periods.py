"""Awards of periods and their evaluations."""

from collections.abc import Mapping

from shared.words.wording import Words

FIELD: Mapping[str, Words] = {
    "awarded": Words("For how many it awarded anything.", "获奖人数。"),
    "budget_cut_fen": Words("What budgets had no room for, in fen.", "超出预算的金额（分）。"),
    "earlier_entries": Words(
        "How many entries of the journal come before those shown.", "未列出的较早记账笔数。"
    ),
    "evaluated_at": Words("When it was evaluated; null: not yet.", "核算时间；未核算为 null。"),
    "evaluations": Words("Each rule's evaluation.", "各规则的核算。"),
    "finished_at": Words("When it was finished; null: not yet.", "完成时间；未完成为 null。"),
    "place": Words("Where it stands in the list.", "在列表中的位置。"),
    "postings": Words("The journal with reasons.", "记账明细及原因。"),
    "reevaluation_due_at": Words(
        "When it is looked at anew; null: it is not.", "重新核算的时间；null 表示无。"
    ),
    "target_fen": Words("What it comes to, in fen.", "应得金额（分）。"),
    "EvaluationView.counted": Words("For how many anything counted.", "计入人数。"),
    "EvaluationView.due_at": Words(
        "When it is evaluated; null: that is not known yet.", "核算时间；未知为 null。"
    ),
    "EvaluationView.plan": Words("The plan that decides.", "所依据的方案。"),
    "EvaluationView.total_fen": Words("What was awarded in all, in fen.", "奖励合计（分）。"),
}

TAG: Mapping[str, Words] = {
    "periods": Words("Awards of months, quarters and years.", "月、季、年的周期奖励。"),
}
