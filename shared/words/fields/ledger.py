"""What distributors own."""

from collections.abc import Mapping

from shared.words.wording import Words

FIELD: Mapping[str, Words] = {
    "arriving_fen": Words(
        "What is released and becomes available within minutes, in fen.",
        "已生效、数分钟内入账的金额（分）。",
    ),
    "available_fen": Words("What may be withdrawn, in fen.", "可提现金额（分）。"),
    "debt_fen": Words("What he owes, in fen.", "欠款（分）。"),
    "expected": Words(
        "What is pending, by the days on which it is expected.", "待生效金额，按预计生效日。"
    ),
    "expected_by": Words(
        "When what is pending is expected, unless something is sent back or late.",
        "预计生效时间；如有退货或延迟则顺延。",
    ),
    "expected_on": Words(
        "The day on which it is expected; null while no fact tells.", "预计生效日；尚无依据时为空。"
    ),
    "forfeited_fen": Words("What he lost, in fen.", "已没收金额（分）。"),
    "held_fen": Words("What is held back, in fen.", "暂扣金额（分）。"),
    "more_arriving": Words(
        "Whether more is arriving than was counted.", "是否还有未计入的入账中金额。"
    ),
    "more_pending": Words(
        "Whether more orders are open than were counted.", "是否还有未计入的未完结订单。"
    ),
    "other_forms": Words("What is owned in other forms than cash.", "现金以外的形式。"),
    "pending_fen": Words("What waits for its release, in fen.", "待生效金额（分）。"),
    "released_fen": Words("What became available, in fen.", "已生效金额（分）。"),
    "reserved_fen": Words("What is on its way out, in fen.", "提现中金额（分）。"),
}

CODES: Mapping[str, str | Mapping[str, Words]] = {
    "BalanceView.standing": "standing",
    "CommissionView.status": "order_status",
}

TAG: Mapping[str, Words] = {
    "ledger": Words("What a distributor owns, and how it came about.", "分销员的余额与佣金明细。"),
}
