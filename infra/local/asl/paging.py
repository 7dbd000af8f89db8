"""Pages of what Step Functions lists."""

from collections.abc import Sequence
from typing import NamedTuple

from moto.stepfunctions.responses import StepFunctionResponse

from infra.local.asl.aws_errors import InvalidToken

USUAL, MOST = 100, 1000
"""How much one page holds; AWS's own figures."""


class Stretch(NamedTuple):
    """Which of so many things one page holds, first to last, and the token of the next page."""

    indexes: Sequence[int]
    token: str | None


def forwards(count: int, request: StepFunctionResponse) -> Stretch:
    """The page that a request asks for, oldest first; raises InvalidToken."""
    first = _place(request, otherwise=0, most=count)
    last = min(first + _size(request), count)
    return Stretch(range(first, last), None if last == count else str(last))


def backwards(count: int, request: StepFunctionResponse) -> Stretch:
    """The page that a request asks for, newest first: newer ones move no page that comes after."""
    behind = _place(request, otherwise=count, most=count)
    last = max(behind - _size(request), 0)
    return Stretch(range(behind - 1, last - 1, -1), str(last) if last else None)


def _size(request: StepFunctionResponse) -> int:
    return min(int(request._get_param("maxResults") or USUAL), MOST)


def _place(request: StepFunctionResponse, *, otherwise: int, most: int) -> int:
    token = request._get_param("nextToken")
    if token is None:
        return otherwise
    if not token.isdecimal() or int(token) > most:
        raise InvalidToken(f"Invalid Token: '{token}'")
    return int(token)
