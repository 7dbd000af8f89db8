"""What the channel reported that does not fit."""

from collections.abc import Mapping

from shared.words.wording import Words

FIELD: Mapping[str, Words] = {
    "advice": Words("What to do next; null for a reason of old.", "如何处理；旧原因为 null。"),
    "advice_zh": Words("The same in Chinese.", "中文说明。"),
    "OddNoticeView.channel": Words("Which channel reported it.", "上报的渠道。"),
    "choice": Words("What is decided.", "所作处理。"),
    "choices": Words(
        "What may be decided now; empty where nothing is left.", "当前可选处理；无可选时为空。"
    ),
    "OddNoticeView.at": Words("When it was kept.", "记录时间。"),
    "OddNoticeView.decision": Words(
        "Who decided and why; null where time or the channel settled it.",
        "决定人及原因；由到期或渠道自动处理时为 null。",
    ),
    "expected_fen": Words(
        "What should have come, in fen; null where nothing should.",
        "应为金额（分）；本不应有款项时为 null。",
    ),
    "OddNoticeView.kind": Words("What it was a report of.", "所报事项。"),
    "odd_notice": Words("Its id.", "异常通知编号。"),
    "OddNoticeView.order": Words(
        "The number that it is about: an order's, or a transfer's.", "所涉单号：订单或转账单。"
    ),
    "OddNoticeView.paid_at": Words(
        "When it was paid, by the channel; null: no payment.",
        "渠道所报付款时间；不是付款时为 null。",
    ),
    "ResolutionReceipt.proposal_id": Words(
        "What another person has to approve; null: it is done.", "待他人批准的申请；已完成为 null。"
    ),
    "OddNoticeView.reason": Words("Why it could not be taken in.", "未能入账的原因。"),
    "resolution": Words("What became of it; null: nothing yet.", "处理结果；未处理为 null。"),
    "resolved_at": Words("When; null: not yet.", "处理时间；未处理为 null。"),
    "OddNoticeView.state": Words("Whether somebody has to decide.", "是否待处理。"),
    "OddNoticeView.subject": Words(
        "The refund or payout that it contradicts; null: none.",
        "与之矛盾的退款或打款；没有为 null。",
    ),
    "OddNoticeView.transaction": Words(
        "The channel's number of the payment; null: no payment.", "渠道交易号；不是付款时为 null。"
    ),
    "{odd_notice}": Words("The odd notice's id.", "异常通知编号。"),
    "list_odd_notices?state": Words(
        "Which ones: open where it is left out.", "状态；不填为待处理。"
    ),
}

ABOUT: Mapping[str, Words] = {
    "payment": Words("a buyer's payment", "客户付款"),
    "refund": Words("a refund to a buyer", "给客户的退款"),
    "transfer": Words("a transfer to a payee", "给收款人的打款"),
}

CODES: Mapping[str, str | Mapping[str, Words]] = {
    "OddNoticeView.choices": "choice",
    "OddNoticeView.kind": ABOUT,
    "OddNoticeView.resolution": "resolution",
    "OddNoticeView.state": "odd_state",
    "ResolutionReceipt.resolution": "resolution",
    "ResolveOddNotice.choice": "choice",
    "list_odd_notices?state": "odd_state",
}

TAG: Mapping[str, Words] = {
    "odd_notices": Words(
        "Money that the channel reported and that does not fit: finance decides.",
        "渠道所报与我方不符的款项：由财务处理。",
    ),
}
