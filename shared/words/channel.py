"""What people read about the payment channel: what it refused, what it sent."""

from collections.abc import Mapping

from shared.words.wording import ProblemWords, Words

PROBLEMS: Mapping[str, ProblemWords] = {
    "channel_refused": ProblemWords(
        422,
        Words("The payment channel refused", "支付渠道拒绝了请求"),
        Words(
            "The channel refused for good; nothing has changed.", "支付渠道已拒绝；没有任何变更。"
        ),
        Words(
            "Mend what the channel's own code (`channel_code`) and message name, then try again.",
            "请按渠道返回的代码（`channel_code`）与说明更正后重试。",
        ),
    ),
    "channel_unavailable": ProblemWords(
        503,
        Words("The payment channel is unavailable", "支付渠道暂不可用"),
        Words(
            "The channel gave no clear answer: the outcome is not known yet.",
            "支付渠道没有明确答复：结果尚未确定。",
        ),
        Words(
            "Send the same request again after `Retry-After`.", "请在 `Retry-After` 后原样重发。"
        ),
    ),
    "notice_rejected": ProblemWords(
        401,
        Words("The notice is not genuine", "通知验签失败"),
        Words(
            "The notice is forged, stale or for another merchant.",
            "通知系伪造、过期或不属于本商户。",
        ),
        Words("Send a notice that the channel signed.", "请发送由支付渠道签名的通知。"),
    ),
}

REFUSALS: Mapping[str, Mapping[str, Words]] = {
    "channel_refused": {
        "channel_said_no": Words(
            "The channel says {channel_code}: {channel_message}. Mend that, then try again.",
            "支付渠道返回 {channel_code}：{channel_message}。请据此更正后重试。",
        ),
    },
    "channel_unavailable": {
        "outcome_unknown": Words(
            "The outcome is not known yet: send the same request again.",
            "结果尚未确定：请原样重发。",
        ),
    },
    "notice_rejected": {
        "not_genuine": Words(
            "Send a notice that the channel signed.", "请发送由支付渠道签名的通知。"
        ),
    },
}
