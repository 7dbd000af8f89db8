"""Distributors, their relations, buyers and links."""

from collections.abc import Mapping

from shared.words.wording import Words

FIELD: Mapping[str, Words] = {
    "because": Words("Why the buyer became his.", "归属原因。"),
    "bound_at": Words("Since when.", "归属开始时间。"),
    "chain": Words("From the distributor up to the top.", "自该分销员至顶层。"),
    "code": Words("What the distributor did.", "违规行为。"),
    "decision": Words("Who decided it, and why.", "决定人与原因。"),
    "grade": Words("The agent's grade; null: he is no agent.", "代理级别；非代理为 null。"),
    "has_payout_account": Words("Whether commission can be paid out to him.", "是否已有收款方式。"),
    "history": Words("All bindings, the oldest first.", "全部归属记录，由旧到新。"),
    "instead_of": Words("Whose the buyer was before.", "此前的归属人。"),
    "joined_at": Words("When he joined.", "加入时间。"),
    "openid": Words("His openid at WeChat, for payouts.", "微信 openid，用于打款。"),
    "promoter": Words("Whose the buyer is, a distributor's id.", "归属的分销员编号。"),
    "rate_bp": Words(
        "The link's own rate in basis points; null: the plan's rates.",
        "链接自带的比率（基点）；null 表示按方案。",
    ),
    "relation": Words(
        "How often his upline has changed, from 1 on.", "上级关系的序号，从 1 开始。"
    ),
    "sanction": Words("How it is answered.", "处理措施。"),
    "since": Words("Since when.", "开始时间。"),
    "standing": Words("Whether he takes part.", "分销员状态。"),
    "to": Words("The id of the new upline.", "新上级的编号。"),
    "upline": Words(
        "Who stands above him; null: the brand itself.", "上级的编号；null 表示品牌本身。"
    ),
    "url": Words("The address to share.", "可分享的链接地址。"),
    "valid_until": Words("Until when; null: without an end.", "有效期至；null 表示不限。"),
    "Bind.code": Words("The referral code of his link.", "链接的推广码。"),
    "BindingView.number": Words("The binding's number, from 1 on.", "归属记录序号，从 1 开始。"),
    "BuyerView.at": Words("The instant that was asked for.", "查询时刻。"),
    "ChainView.at": Words("The instant that was asked for.", "查询时刻。"),
    "DistributorView.changes": Words(
        "How often anything else about him was decided.", "其他变更的次数。"
    ),
    "DistributorView.relation": Words("How often his upline was decided.", "上级关系变更的次数。"),
    "LinkReceipt.code": Words("The referral code of the link.", "推广码。"),
    "ProfileReceipt.decision": Words("What was decided.", "变更内容。"),
    "HistoryItem.cause": Words("What was decided.", "变更内容。"),
    "HistoryItem.number": Words(
        "The number among the changes of his upline, or among all others, from 1 on.",
        "在上级变更或其他变更中的序号，从 1 开始。",
    ),
    "ReportViolation.at": Words(
        "When he did it; now where it is left out.", "违规时间；不填为当前。"
    ),
    "{buyer}": Words("The buyer's id at the shop.", "客户在店铺中的编号。"),
}

BOUND_BECAUSE: Mapping[str, Words] = {
    "expired": Words(
        "his binding had ended, and he came by another's code", "原归属到期后改属他人"
    ),
    "first": Words("he belonged to nobody", "首次归属"),
    "overridden": Words(
        "he came by another's code, and the policy lets the later one win", "按政策由后来者取得"
    ),
    "renewed": Words("he came again by the same promoter's code", "同一推广人续期"),
}

CODES: Mapping[str, str | Mapping[str, Words]] = {
    "?level": "level",
    "?standing": "standing",
    "BindingView.because": BOUND_BECAUSE,
    "DistributorView.level": "level",
    "DistributorView.standing": "standing",
    "Enrol.level": "level",
    "HistoryItem.cause": "profile_cause",
    "HistoryItem.standing": "standing",
    "Link.level": "level",
    "Link.standing": "standing",
    "NewLevel.level": "level",
    "ProfileReceipt.decision": "profile_cause",
    "ReportViolation.code": "violation",
    "ReportViolation.sanction": "sanction",
    "ViolationReceipt.code": "violation",
    "ViolationView.code": "violation",
    "ViolationView.sanction": "sanction",
}

TAG: Mapping[str, Words] = {
    "network": Words(
        "Distributors, who stands under whom, whose a buyer is, referral links, violations.",
        "分销网络：分销员、上下级、客户归属、推广链接与违规。",
    ),
}
