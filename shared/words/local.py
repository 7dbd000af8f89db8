"""What a laptop's own routes say, which move its time and tell how it is."""

from collections.abc import Mapping

from shared.words.wording import Words

CONTROL: Mapping[str, Words] = {
    "due_failed": Words(
        "what fell due has failed, see server.log; the same again goes on behind it ({at}, {why})",
        "到期事项执行失败，详见 server.log；再次发送即从其后继续（{at}，{why}）",
    ),
    "other_host": Words(
        "ask 127.0.0.1 or localhost: this is no place named {host}",
        "请访问 127.0.0.1 或 localhost：此处不是 {host}",
    ),
    "other_origin": Words("pages of {origin} may not ask here", "{origin} 的网页不得访问此处"),
    "other_site": Words("pages of other sites may not ask here", "其他网站的网页不得访问此处"),
    "stands": Words("{why}", "业务时间无法推进（{why}）"),
    "unknown": Words("no such control; there are: {known}", "没有此控制接口；现有：{known}"),
    "unreadable": Words("{why}", "无法处理该请求（{why}）"),
}

FAULT: Mapping[str, Words] = {
    "control_far": Words(
        "ten years at a time are the most, and nothing lies behind {latest}",
        "一次最多推进十年，且不得晚于 {latest} 年",
    ),
    "control_target": Words(
        "send `seconds`, like 3600, or `to`, an instant with its offset like "
        "2026-01-31T00:00:00+00:00",
        "请发送 `seconds`（如 3600）或 `to`（带时区的时间，如 2026-01-31T00:00:00+00:00）",
    ),
    "control_within": Words(
        "within_seconds is a number, not below 0", "within_seconds 须为不小于 0 的数"
    ),
}
