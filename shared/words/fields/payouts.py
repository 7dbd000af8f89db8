"""Payouts and settlements."""

from collections.abc import Mapping

from shared.words.wording import Words

FIELD: Mapping[str, Words] = {
    "approved_at": Words("When it was approved; null: not yet.", "批准时间；未批准为 null。"),
    "approved_by": Words("Who approved it; null: nobody yet.", "批准人；未批准为 null。"),
    "bill_no": Words("The transfer's number at the channel.", "渠道转账单号。"),
    "closed_at": Words("When it was finished; null: not yet.", "完成时间；未完成为 null。"),
    "confirm_package": Words(
        "What opens the channel's confirmation; null: none is open.",
        "用于打开渠道确认收款；null 表示无需确认。",
    ),
    "fail_reason": Words("Why the channel refused it.", "渠道失败原因。"),
    "paid_fen": Words("What was paid, in fen.", "已付金额（分）。"),
    "payees": Words("How many are paid.", "收款人数。"),
    "period_fen": Words(
        "What all rounds of the period come to, in fen; what failed and is paid again counts once.",
        "本期各轮合计（分）；失败后另付的只计一次。",
    ),
    "period_payees": Words(
        "How many all rounds of the period pay, each counted once.",
        "本期各轮收款人数，每人只计一次。",
    ),
    "payout_id": Words("The payout's id.", "打款编号。"),
    "requested_at": Words("When it was asked for.", "申请时间。"),
    "round": Words("The run's number in its period.", "本期第几轮。"),
    "started_at": Words("When it was begun.", "开始时间。"),
    "started_by": Words("Who began it.", "发起人。"),
    "total_fen": Words("All of it in fen.", "合计（分）。"),
    "transfers": Words("Its parts at the channel.", "渠道转账明细。"),
    "PayoutView.retried_as": Words(
        "The payout that took up what failed of this one, whole or in part; null while none has.",
        "接续支付其失败部分（全部或部分）的打款单；尚无则为空。",
    ),
    "PayoutView.retry_of": Words(
        "The payout whose failed transfers this one pays again; null for a first one.",
        "本单所重打的打款单；首次打款为空。",
    ),
    "PayoutView.expires_at": Words(
        "Until when the payee may confirm; null: nothing lapses.", "确认期限；null 表示不失效。"
    ),
    "PayoutView.period": Words(
        "The settlement's period; null: it was asked for.", "结算期；null 表示提现。"
    ),
    "OutcomeView.outcome": Words("What became of these lines.", "这些明细的处理结果。"),
    "OutcomeView.payees": Words("How many payees they are of.", "涉及的收款人数。"),
    "SettlementLineView.outcome": Words("What became of it.", "处理结果。"),
    "SettlementView.outcomes": Words(
        "How many lines of this round stand alike.", "本轮明细按处理结果的汇总。"
    ),
    "SettlementView.proposal_id": Words(
        "What finance approves once the run awaits approval.", "等待批准时供财务审批的申请编号。"
    ),
    "TransferView.part": Words("The part's number, from 1 on.", "分笔序号，从 1 开始。"),
    "{payout_id}": Words("The payout's id.", "打款编号。"),
}

PAYOUT_AWAITS: Mapping[str, Words] = {
    "approval": Words("finance to look at it", "财务复核"),
    "confirmation": Words("the payee to confirm", "收款人确认"),
    "nothing": Words("nothing", "无"),
    "result": Words("the channel's result", "渠道结果"),
    "submission": Words("to be sent to the channel", "提交渠道"),
    "withheld": Words("finance to look the first transfer up", "财务核实首笔转账"),
}

SETTLEMENT_AWAITS: Mapping[str, Words] = {
    "approval": Words("finance to approve it", "财务批准"),
    "nothing": Words("nothing", "无"),
    "payment": Words("its payouts to be begun", "发起打款"),
    "proposals": Words("to be counted", "核算"),
}

CODES: Mapping[str, str | Mapping[str, Words]] = {
    "PayoutView.awaiting": PAYOUT_AWAITS,
    "PayoutView.state": "payout_state",
    "SettlementInList.state": "settlement_state",
    "OutcomeView.outcome": "settlement_outcome",
    "SettlementLineView.outcome": "settlement_outcome",
    "SettlementView.awaiting": SETTLEMENT_AWAITS,
    "SettlementView.state": "settlement_state",
    "TransferView.state": "part_state",
}

TAG: Mapping[str, Words] = {
    "payouts": Words(
        "Withdrawals of distributors, settlements of periods, and payouts as they stand.",
        "提现、按期结算与打款情况。",
    ),
}
