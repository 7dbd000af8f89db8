"""What API Gateway says itself, in the words of its definition."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace

from infra.local.http.message import Request, Response
from infra.local.rest_api import Answer, Api

DEFAULTS = {
    "UNAUTHORIZED": (401, "Unauthorized"),
    "ACCESS_DENIED": (403, "User is not authorized to access this resource"),
    "MISSING_AUTHENTICATION_TOKEN": (403, "Missing Authentication Token"),
    "BAD_REQUEST_BODY": (400, "Invalid request body"),
    "REQUEST_TOO_LARGE": (413, "Request Too Long"),
    "AUTHORIZER_FAILURE": (500, None),
    "AUTHORIZER_CONFIGURATION_ERROR": (500, None),
    "API_CONFIGURATION_ERROR": (502, "Internal server error"),
}
_BARE = '{"message":$context.error.messageString}'
_VARIABLE = re.compile(r"\$context\.([A-Za-z.]+[A-Za-z])")


class Refusal(Exception):
    """API Gateway answers by itself, with the gateway response of this type."""

    def __init__(self, response_type: str, context: Mapping[str, str] | None = None) -> None:
        super().__init__(response_type)
        self.response_type = response_type
        self.context = context or {}
        """What the authorizer has said."""


def refuse(api: Api, refusal: Refusal, request: Request, request_id: str) -> Response:
    """The response of a type: declared for it, for its DEFAULT_4XX or DEFAULT_5XX, or AWS's own."""
    response_type = refusal.response_type
    status, message = DEFAULTS[response_type]
    family = "DEFAULT_4XX" if status < 500 else "DEFAULT_5XX"
    declared = api.gateway_responses
    answer = declared.get(response_type) or declared.get(family) or Answer()
    variables = {
        "error.message": message or "null",
        "error.messageString": json.dumps(message),
        "error.responseType": response_type,
        **{f"authorizer.{name}": value for name, value in refusal.context.items()},
        **_variables(request, request_id),
    }
    said = answer if answer.body is not None else replace(answer, body=_BARE)
    return _written(said, status, variables, {"x-amzn-ErrorType": response_type})


def mocked(answer: Answer, request: Request, request_id: str) -> Response:
    """The response of a method that the gateway answers without a function."""
    return _written(answer, 200, _variables(request, request_id), {})


def _written(
    answer: Answer, status: int, variables: Mapping[str, str], more: Mapping[str, str]
) -> Response:
    body = _VARIABLE.sub(lambda found: variables.get(found[1], ""), answer.body or "")
    headers = {
        "Content-Type": answer.media_type,
        "x-amzn-RequestId": variables["requestId"],
        **more,
        **{name: _header_value(value, variables) for name, value in answer.headers.items()},
    }
    chosen = {name.lower(): (name, value) for name, value in headers.items()}
    return Response(answer.status or status, tuple(chosen.values()), body.encode())


def _variables(request: Request, request_id: str) -> dict[str, str]:
    return {
        "requestId": request_id,
        "extendedRequestId": request_id,
        "httpMethod": request.method,
        "path": json.dumps(request.path)[1:-1],
        "identity.sourceIp": request.source_ip,
    }


def _header_value(value: str, variables: Mapping[str, str]) -> str:
    # API Gateway writes a constant in single quotes and a mapped value as context.name.
    if value.startswith("'"):
        return value.strip("'")
    return variables.get(value.removeprefix("context."), "")
