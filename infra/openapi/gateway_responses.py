"""What API Gateway says itself: problems (RFC 9457) in the words that the views have."""

import json
from typing import Any, Final, NamedTuple

from shared.edge.http.cors import ANY, EXPOSED
from shared.edge.http.problems import Problem

Json = dict[str, Any]

CONDITION: Final = "Pages"
"""The template's condition that some pages may call."""


def _for_pages(value: str) -> Json:
    return {"Fn::If": [CONDITION, f"'{value}'", {"Ref": "AWS::NoValue"}]}


FOR_PAGES: Final = {
    "Access-Control-Allow-Origin": _for_pages(ANY),
    "Access-Control-Expose-Headers": _for_pages(EXPOSED),
}
"""Where some pages may call, any may read what the gateway says itself.

A gateway response is fixed and cannot choose by the origin; it holds no more than anybody gets.
"""


class _Refusal(NamedTuple):
    """A type of gateway response; one of a family has the status of what it stands for."""

    problem: Problem
    family: bool = False


_WHO: Final = {"role": "$context.authorizer.role", "roles": "$context.authorizer.roles"}
"""What the authorizer says of the caller, and of who may call."""

_REFUSALS: Final = {
    "UNAUTHORIZED": _Refusal(Problem("unauthorized", "nobody_known")),
    "ACCESS_DENIED": _Refusal(Problem("forbidden", "closed_to_caller", _WHO)),
    "MISSING_AUTHENTICATION_TOKEN": _Refusal(Problem("unknown_path", "nothing_there")),
    "REQUEST_TOO_LARGE": _Refusal(Problem("body_too_large", "above_10_mb")),
    "THROTTLED": _Refusal(Problem("throttled", "above_the_rate")),
    "INTEGRATION_TIMEOUT": _Refusal(Problem("timed_out", "outcome_unknown")),
    "DEFAULT_4XX": _Refusal(Problem("refused", "not_accepted"), family=True),
    "DEFAULT_5XX": _Refusal(Problem("internal", "unforeseen"), family=True),
}


def gateway_responses() -> Json:
    """Every gateway response that is not AWS's own, by its type."""
    return {name: _response(refusal) for name, refusal in _REFUSALS.items()}


def body_of(problem: Problem, *without: str) -> str:
    """A problem as a template of the gateway, in ASCII, with the id of the request."""
    members = {name: it for name, it in problem.members().items() if name not in without}
    return json.dumps({**members, "request_id": "$context.requestId"}, separators=(",", ":"))


def headers_of(problem: Problem) -> dict[str, str]:
    """The headers of a problem, as the gateway maps them: constants stand in single quotes."""
    return {**constants(problem.headers), "X-Request-Id": "context.requestId"}


def constants(headers: dict[str, str]) -> dict[str, str]:
    """Headers as constants of the gateway."""
    return {name: f"'{value}'" for name, value in headers.items()}


def _response(refusal: _Refusal) -> Json:
    problem, family = refusal
    headers = {**headers_of(problem), **FOR_PAGES}
    said: Json = {
        "responseParameters": {f"gatewayresponse.header.{n}": v for n, v in headers.items()},
        "responseTemplates": {
            "application/json": body_of(problem, *(("status",) if family else ()))
        },
    }
    return said if family else {"statusCode": problem.status, **said}
