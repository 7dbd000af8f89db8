"""What an answer of the channel means: a body to read, a final refusal, or nothing certain."""

import json
from collections.abc import Callable
from typing import Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from shared.domain.channel.channel import (
    ChannelRefused,
    ChannelUnavailable,
    ChannelUnfunded,
)

UNKNOWN_NUMBER = frozenset({"NOT_FOUND", "ORDER_NOT_EXIST", "RESOURCE_NOT_EXISTS"})

# Only words that are known to be final refuse. All others (our own keys or rights, limits,
# ALREADY_EXISTS, words yet to be invented) leave the outcome open, so that money is never
# given back while the channel may still pay it.
REFUSALS = UNKNOWN_NUMBER | {
    "INVALID_REQUEST",
    "ORDERPAID",
    "ORDER_CLOSED",
    "OUT_TRADE_NO_USED",
    "PARAM_ERROR",
    "RULE_LIMIT",
    "TRADE_ERROR",
    "USER_ACCOUNT_ABNORMAL",
}

Answer = tuple[int, str | bytes]
Body = TypeVar("Body", bound=BaseModel)
T = TypeVar("T")


class Call(Protocol):
    """A request that is ready to go; the client library's word for an answer."""

    def __call__(self) -> Answer: ...


def answered(call: Call) -> str | bytes:
    """The body of a good answer; raises ChannelRefused, ChannelUnfunded or ChannelUnavailable."""
    try:
        status, body = call()
    except Exception as error:  # the library raises bare ones for whatever goes wrong
        raise ChannelUnavailable(f"no answer ({type(error).__name__}): query the number") from error
    if 200 <= status < 300:  # noqa: PLR2004 - the family of good statuses
        return body
    raise _failure(status, body)


def answered_as(model: type[Body], call: Call) -> Body:
    """The good answer as `model`; raises as `answered`, and ChannelUnavailable if unreadable."""
    return readable(lambda: model.model_validate_json(answered(call)))


def known(ask: Callable[[], T]) -> T | None:
    """What a query finds, None where the channel does not know the number."""
    try:
        return ask()
    except ChannelRefused as refusal:
        if refusal.code in UNKNOWN_NUMBER:
            return None
        raise


def readable(read: Callable[[], T]) -> T:
    """What `read` makes of an answer; raises ChannelUnavailable when it makes no sense of it."""
    try:
        return read()
    except ValidationError as error:
        raise ChannelUnavailable("the answer cannot be read: query the number") from error


def _failure(status: int, body: str | bytes) -> Exception:
    code, detail = _error_of(body)
    if code == "NOT_ENOUGH":
        return ChannelUnfunded(f"{code}: top up the merchant account, then repeat the same number")
    if status < 500 and code in REFUSALS:  # noqa: PLR2004 - a server error decides nothing
        return ChannelRefused(code, detail)
    return ChannelUnavailable(f"status {status}, {code or 'no code'}: query the number")


def _error_of(body: str | bytes) -> tuple[str, str]:
    try:
        error = json.loads(body)
    except ValueError:
        return "", ""
    if not isinstance(error, dict):
        return "", ""
    return str(error.get("code", "")), str(error.get("message", ""))
