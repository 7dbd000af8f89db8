"""What people read about events and their feeds."""

from collections.abc import Mapping

from shared.words.wording import ProblemWords, Words

PROBLEMS: Mapping[str, ProblemWords] = {
    "unknown_subject": ProblemWords(
        404,
        Words("No such subject", "对象不存在"),
        Words(
            "Events are about orders, refunds, payouts, settlements, distributors and proposals.",
            "事件的对象为订单、退款、打款、结算、分销员与申请。",
        ),
        Words(
            "Send the `subject` of an event, like order/ID.",
            "请发送事件中的 `subject`，例如 order/编号。",
        ),
    ),
}

REFUSALS: Mapping[str, Mapping[str, Words]] = {
    "unknown_subject": {
        "nothing_told_of_it": Words(
            "There is no {subject}; send the subject of an event, like order/ID.",
            "没有 {subject}；请发送事件中的 subject，例如 order/编号。",
        ),
    },
}

OPERATION: Mapping[str, Words] = {
    "redeliver_events": Words(
        "{who} had the events about {subject:subject} handed out again<: {reason}>.",
        "{who} 重新投递{subject:subject} 的事件<，原因：{reason}>。",
    ),
}
