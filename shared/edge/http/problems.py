"""Every error as one RFC 9457 problem: its code, and its words in English and Chinese."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypedDict, TypeGuard

from shared.domain.channel.channel import ChannelRefused, ChannelUnavailable, NoticeRejected
from shared.domain.errors import Busy, Fact, RefusalCode, Refused
from shared.words.catalogue import problem_words, refusal
from shared.words.wording import Words

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

MEDIA_TYPE: Final = "application/problem+json"


class FieldError(TypedDict):
    """What is wrong with a field: its JSON pointer, or `?` and its name in the query."""

    pointer: str
    detail: str
    detail_zh: str


def field_error(pointer: str, words: Words) -> FieldError:
    """Say in both languages what is wrong with a field."""
    return {"pointer": pointer, "detail": words.en, "detail_zh": words.zh}


class Unacceptable(Exception):
    """A request that never reaches the rules; `reason` is the case of its code."""

    def __init__(
        self, code: EdgeCode, reason: str, errors: Sequence[FieldError] = (), /, **facts: Fact
    ) -> None:
        super().__init__(f"{code}: {reason} {facts}")
        self.code: EdgeCode = code
        self.reason = reason
        self.errors = errors
        self.facts = facts


# 409: the same request may succeed once the state is another; 422: it never will as it stands.
STATUS: Final[Mapping[ProblemCode, int]] = {
    "already_bound": 409,
    "amount_mismatch": 422,
    "amount_zero": 422,
    "below_minimum": 422,
    "body_too_large": 413,
    "busy": 409,
    "channel_refused": 422,
    "channel_unavailable": 503,
    "digest_mismatch": 400,
    "forbidden": 403,
    "idempotency_conflict": 422,
    "illegal_transition": 409,
    "insufficient_available": 409,
    "internal": 500,
    "invalid": 422,
    "invalid_fields": 422,
    "invalid_idempotency_key": 400,
    "loop": 409,
    "malformed_body": 400,
    "method_not_allowed": 405,
    "no_payout_account": 409,
    "not_proposer": 403,
    "notice_rejected": 401,
    "outdated_version": 409,
    "over_dispute": 422,
    "over_refund": 422,
    "payee_not_active": 409,
    "payout_final": 409,
    "period_open": 409,
    "plan_refused": 422,
    "reference_taken": 409,
    "refund_final": 409,
    "refused": 400,
    "same_person": 403,
    "throttled": 429,
    "timed_out": 504,
    "unauthorized": 401,
    "unknown_order": 404,
    "unknown_path": 404,
    "unknown_payout": 404,
    "unknown_person": 404,
    "unknown_plan": 404,
    "unknown_policy": 404,
    "unknown_proposal": 404,
    "unknown_refund": 404,
    "unknown_return": 404,
    "unknown_settlement": 404,
    "unknown_withdrawal": 404,
    "unsupported_media_type": 415,
    "warnings_open": 422,
    "window_closed": 409,
}


def is_problem(code: str) -> TypeGuard[ProblemCode]:
    """Tell whether a text is a problem code."""
    return code in STATUS


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
    reason: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    errors: Sequence[FieldError] = ()

    @property
    def status(self) -> int:
        return STATUS[self.code]

    @property
    def headers(self) -> dict[str, str]:
        return {"Content-Type": MEDIA_TYPE, **_HEADERS.get(self.code, {})}

    def members(self) -> dict[str, object]:
        """The members of the problem document; facts never hide a standard member."""
        figures = {name: fact for name, fact in self.facts.items() if isinstance(fact, int | str)}
        errors = {"errors": list(self.errors)} if self.errors else {}
        title = problem_words(self.code).title
        detail = refusal(self.code, self.reason, self.facts)
        return {
            **figures,
            **errors,
            "type": f"/problems/{self.code}",
            "title": title.en,
            "title_zh": title.zh,
            "status": self.status,
            "detail": detail.en,
            "detail_zh": detail.zh,
            "code": self.code,
            "reason": self.reason,
        }


def problem_of(error: Exception) -> Problem:
    """The problem that an error is shown as; what nobody foresaw is `internal`, with no inside."""
    match error:
        case Refused():
            return Problem(error.code, error.reason, error.facts)
        case Unacceptable():
            return Problem(error.code, error.reason, error.facts, error.errors)
        case Busy():
            return Problem("busy", "others_were_quicker")
        case _:
            return _of_channel(error)


def _of_channel(error: Exception) -> Problem:
    match error:
        case ChannelUnavailable():
            return Problem("channel_unavailable", "outcome_unknown")
        case ChannelRefused():
            said = {"channel_code": error.code, "channel_message": error.detail}
            return Problem("channel_refused", "channel_said_no", said)
        case NoticeRejected():
            return Problem("notice_rejected", "not_genuine")
        case _:
            return Problem("internal", "unforeseen")
