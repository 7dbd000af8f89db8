"""Every error as one RFC 9457 problem, in English and Chinese."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from shared.domain.channel.channel import ChannelRefused, ChannelUnavailable, NoticeRejected
from shared.domain.errors import Busy, RefusalCode, Refused

GatewayCode = Literal["method_not_allowed", "refused", "throttled", "timed_out"]
"""What API Gateway says before any view; the rest of its refusals have codes of the edge."""

EdgeCode = Literal[
    "body_too_large",
    "busy",
    "channel_refused",
    "channel_unavailable",
    "digest_mismatch",
    "forbidden",
    "internal",
    "invalid_fields",
    "invalid_idempotency_key",
    "malformed_body",
    "notice_rejected",
    "unauthorized",
    "unknown_path",
    "unsupported_media_type",
]
ProblemCode = RefusalCode | EdgeCode | GatewayCode
FieldErrors = Sequence[Mapping[str, str]]

MEDIA_TYPE: Final = "application/problem+json"


class Unacceptable(Exception):
    """A request that never reaches the rules; `errors` are pairs of JSON pointer and detail."""

    def __init__(self, code: EdgeCode, detail: str, errors: FieldErrors = ()) -> None:
        super().__init__(f"{code}: {detail}")
        self.code: EdgeCode = code
        self.detail = detail
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Kind:
    """The status and the two titles that all problems of one code share."""

    status: int
    title: str
    title_zh: str


# 409: the same request may succeed once the state is another; 422: it never will as it stands.
KINDS: Final[Mapping[ProblemCode, Kind]] = {
    "already_bound": Kind(409, "The buyer is already bound", "客户已绑定其他推广人"),
    "amount_mismatch": Kind(422, "The amounts differ", "金额不一致"),
    "amount_zero": Kind(422, "The amount is zero", "金额为零"),
    "below_minimum": Kind(422, "Below the minimum", "低于最低金额"),
    "body_too_large": Kind(413, "The body is too large", "请求体过大"),
    "busy": Kind(409, "Busy, ask again", "系统繁忙，请稍后重试"),
    "channel_refused": Kind(422, "The payment channel refused", "支付渠道拒绝了请求"),
    "channel_unavailable": Kind(503, "The payment channel is unavailable", "支付渠道暂不可用"),
    "digest_mismatch": Kind(400, "The body is not the signed one", "请求体与签名不符"),
    "forbidden": Kind(403, "Not allowed", "无权访问"),
    "idempotency_conflict": Kind(422, "The key was used with another body", "幂等键已用于其他请求"),
    "illegal_transition": Kind(409, "Not possible in this state", "当前状态不允许此操作"),
    "insufficient_available": Kind(409, "Not enough available", "可用余额不足"),
    "internal": Kind(500, "Unexpected error", "系统内部错误"),
    "invalid": Kind(422, "Invalid request", "请求无效"),
    "invalid_fields": Kind(422, "Some fields are invalid", "部分字段无效"),
    "invalid_idempotency_key": Kind(400, "No valid Idempotency-Key", "缺少有效的幂等键"),
    "loop": Kind(409, "The relation would be a loop", "推荐关系成环"),
    "malformed_body": Kind(400, "The body cannot be read", "无法解析请求体"),
    "method_not_allowed": Kind(405, "Not a method of this path", "此路径不支持该方法"),
    "no_payout_account": Kind(409, "The payee has no account to pay to", "收款人未绑定收款账户"),
    "not_proposer": Kind(403, "Only the proposer may do this", "仅提交人可执行此操作"),
    "notice_rejected": Kind(401, "The notice is not genuine", "通知验签失败"),
    "outdated_version": Kind(409, "It has changed since it was read", "内容已变更，请重新查看"),
    "over_dispute": Kind(422, "More than chargebacks took", "超过拒付扣回的金额"),
    "over_refund": Kind(422, "More than is left to refund", "超过可退金额"),
    "payee_not_active": Kind(409, "The payee is not active", "收款人状态异常"),
    "payout_final": Kind(409, "The payout is final", "打款已终结"),
    "period_open": Kind(409, "The period has not ended", "结算周期尚未结束"),
    "plan_refused": Kind(422, "The plan is not allowed", "方案未通过合规检查"),
    "reference_taken": Kind(409, "The number was taken in before", "该流水号或案件号已登记"),
    "refund_final": Kind(409, "The refund is final", "退款已终结"),
    "refused": Kind(400, "The request was refused", "请求被拒绝"),
    "same_person": Kind(403, "This takes two persons", "须由另一人审批"),
    "throttled": Kind(429, "Too many requests", "请求过于频繁"),
    "timed_out": Kind(504, "No answer in time", "处理超时"),
    "unauthorized": Kind(401, "Who is calling is not known", "未通过身份验证"),
    "unknown_order": Kind(404, "No such order", "订单不存在"),
    "unknown_path": Kind(404, "No such resource", "资源不存在"),
    "unknown_payout": Kind(404, "No such payout", "打款单不存在"),
    "unknown_person": Kind(404, "No such person", "人员不存在"),
    "unknown_plan": Kind(404, "No such plan version", "方案版本不存在"),
    "unknown_policy": Kind(404, "No such policy version", "政策版本不存在"),
    "unknown_proposal": Kind(404, "No such proposal", "申请不存在"),
    "unknown_refund": Kind(404, "No such refund", "退款单不存在"),
    "unknown_return": Kind(404, "No such return", "退货单不存在"),
    "unknown_settlement": Kind(404, "No such settlement", "结算单不存在"),
    "unknown_withdrawal": Kind(404, "No such withdrawal", "提现单不存在"),
    "unsupported_media_type": Kind(415, "The body must be JSON", "请求体须为 JSON"),
    "warnings_open": Kind(422, "Warnings are not acknowledged", "尚有未确认的警告"),
    "window_closed": Kind(409, "The return window is closed", "已过退货期限"),
}

_HEADERS: Final[Mapping[ProblemCode, Mapping[str, str]]] = {
    "busy": {"Retry-After": "1"},
    "channel_unavailable": {"Retry-After": "5"},
    "throttled": {"Retry-After": "1"},
    "timed_out": {"Retry-After": "1"},
    "unauthorized": {"WWW-Authenticate": "Bearer, Signature"},
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem, ready to be sent: a repeat of the same error is the same bytes."""

    code: ProblemCode
    detail: str
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def status(self) -> int:
        return KINDS[self.code].status

    @property
    def headers(self) -> dict[str, str]:
        return {"Content-Type": MEDIA_TYPE, **_HEADERS.get(self.code, {})}

    def members(self) -> dict[str, object]:
        """The members of the problem document; facts never hide a standard member."""
        kind = KINDS[self.code]
        return {
            **self.facts,
            "type": f"/problems/{self.code}",
            "title": kind.title,
            "title_zh": kind.title_zh,
            "status": kind.status,
            "detail": self.detail,
            "code": self.code,
        }


def problem_of(error: Exception) -> Problem:
    """The problem that an error is shown as; what nobody foresaw is `internal`, with no inside."""
    match error:
        case Refused():
            return Problem(error.code, error.detail, error.facts)
        case Unacceptable(errors=errors):
            return Problem(error.code, error.detail, {"errors": list(errors)} if errors else {})
        case Busy():
            return Problem("busy", "Nothing has changed: send the same request again.")
        case _:
            return _of_channel(error)


def _of_channel(error: Exception) -> Problem:
    match error:
        case ChannelUnavailable():
            detail = "The outcome is not known yet: send the same request again."
            return Problem("channel_unavailable", detail)
        case ChannelRefused():
            return Problem("channel_refused", error.detail, {"channel_code": error.code})
        case NoticeRejected():
            return Problem("notice_rejected", "Send a notice that the channel signed.")
        case _:
            detail = "Ask for help with the X-Request-Id of this answer."
            return Problem("internal", detail)
