"""What people read about events and their feeds."""

from collections.abc import Mapping

from shared.words.wording import ProblemWords, Words

PROBLEMS: Mapping[str, ProblemWords] = {
    "unknown_subject": ProblemWords(
        404,
        Words("No such subject", "对象不存在"),
        Words(
            "Nothing that tells its life in events has that name.",
            "没有以该名称记录事件的对象。",
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
