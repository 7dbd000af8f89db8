"""Every error as one RFC 9457 problem: its code, and its words in English and Chinese."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypedDict

from shared.domain.channel.channel import ChannelRefused, ChannelUnavailable, NoticeRejected
from shared.domain.errors import Busy, Fact, Refused
from shared.words.catalogue import problem_words, refusal
from shared.words.wording import Language, Words

MEDIA_TYPE: Final = "application/problem+json"


class FieldError(TypedDict):
    """What is wrong with a field: its JSON pointer, or `?name` of a query, `{name}` of a path."""

    pointer: str
    detail: str
    detail_zh: str


def field_error(pointer: str, words: Words) -> FieldError:
    """Say in both languages what is wrong with a field."""
    return {"pointer": pointer, "detail": words.en, "detail_zh": words.zh}


class Unacceptable(Exception):
    """A request that never reaches the rules; `reason` is the case of its code."""

    def __init__(
        self, code: str, reason: str, errors: Sequence[FieldError] = (), /, **facts: Fact
    ) -> None:
        super().__init__(f"{code}: {reason} {facts}")
        self.code = code
        self.reason = reason
        self.errors = errors
        self.facts = facts


_HEADERS: Final[Mapping[str, Mapping[str, str]]] = {
    "busy": {"Retry-After": "1"},
    "channel_unavailable": {"Retry-After": "5"},
    "throttled": {"Retry-After": "1"},
    "timed_out": {"Retry-After": "1"},
    "unauthorized": {"WWW-Authenticate": "Bearer, Signature"},
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem, ready to be sent: a repeat of the same error is the same bytes."""

    code: str
    reason: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    errors: Sequence[FieldError] = ()

    @property
    def status(self) -> int:
        return problem_words(self.code).status

    @property
    def headers(self) -> dict[str, str]:
        return {"Content-Type": MEDIA_TYPE, **_HEADERS.get(self.code, {})}

    def members(self, language: Language = "en") -> dict[str, object]:
        """The members of the problem document; facts never hide a standard member.

        `title` and `detail` are in the language asked for, and each other language stands beside.
        """
        figures = {name: fact for name, fact in self.facts.items() if isinstance(fact, int | str)}
        wrong = [_told(error, language) for error in self.errors]
        return {
            **figures,
            **({"errors": wrong} if wrong else {}),
            "type": f"/problems/{self.code}",
            **_in_languages("title", problem_words(self.code).title, language),
            "status": self.status,
            **_in_languages("detail", refusal(self.code, self.reason, self.facts), language),
            "code": self.code,
            "reason": self.reason,
        }


def _told(error: FieldError, language: Language) -> dict[str, str]:
    words = Words(error["detail"], error["detail_zh"])
    return {"pointer": error["pointer"], **_in_languages("detail", words, language)}


def _in_languages(name: str, words: Words, language: Language) -> dict[str, str]:
    """Say a member in the language asked for; Chinese is always there under a name of its own."""
    if language == "zh":
        return {name: words.zh, f"{name}_en": words.en, f"{name}_zh": words.zh}
    return {name: words.en, f"{name}_zh": words.zh}


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
