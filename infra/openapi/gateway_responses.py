"""What API Gateway says itself: problems (RFC 9457) in the words that the views have."""

import json
from typing import Any, Final, NamedTuple

from shared.edge.http.problems import Problem
from shared.edge.http.serve import CORS

Json = dict[str, Any]


class _Refusal(NamedTuple):
    """A type of gateway response; one of a family has the status of what it stands for."""

    problem: Problem
    family: bool = False


_REFUSALS: Final = {
    "UNAUTHORIZED": _Refusal(Problem("unauthorized", "Send a bearer token or a signature.")),
    "ACCESS_DENIED": _Refusal(Problem("forbidden", "Call with a role that may do this.")),
    "MISSING_AUTHENTICATION_TOKEN": _Refusal(
        Problem("unknown_path", "See /openapi.json for what there is.")
    ),
    "REQUEST_TOO_LARGE": _Refusal(Problem("body_too_large", "Send at most 10 MB.")),
    "THROTTLED": _Refusal(Problem("throttled", "Wait, then send the same request again.")),
    "INTEGRATION_TIMEOUT": _Refusal(
        Problem("timed_out", "The outcome is not known yet: send the same request again.")
    ),
    "DEFAULT_4XX": _Refusal(
        Problem("refused", "See /openapi.json for what is accepted."), family=True
    ),
    "DEFAULT_5XX": _Refusal(
        Problem("internal", "Ask for help with the X-Request-Id of this answer."), family=True
    ),
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
    headers = {**headers_of(problem), **constants(CORS)}
    said: Json = {
        "responseParameters": {f"gatewayresponse.header.{n}": v for n, v in headers.items()},
        "responseTemplates": {
            "application/json": body_of(problem, *(("status",) if family else ()))
        },
    }
    return said if family else {"statusCode": problem.status, **said}
