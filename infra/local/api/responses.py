"""What API Gateway says itself, in the words of the template's GatewayResponses."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from infra.local.http.message import Request, Response
from infra.local.template import Api

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
_VARIABLE = re.compile(r"\$context\.([A-Za-z.]+[A-Za-z])")


class Refusal(Exception):
    """API Gateway answers by itself, with the gateway response of this type."""

    def __init__(self, response_type: str) -> None:
        super().__init__(response_type)
        self.response_type = response_type


def refuse(api: Api, response_type: str, request: Request, request_id: str) -> Response:
    """The response of a type: declared for it, for its DEFAULT_4XX or DEFAULT_5XX, or AWS's own."""
    status, message = DEFAULTS[response_type]
    family = "DEFAULT_4XX" if status < 500 else "DEFAULT_5XX"
    responses = api.gateway_responses
    declared = responses.get(response_type) or responses.get(family) or {}
    variables = _variables(response_type, message, request, request_id)
    media_type, template = _template(declared)
    body = _VARIABLE.sub(lambda found: variables.get(found[1], ""), template)
    headers = (
        ("Content-Type", media_type),
        ("x-amzn-RequestId", request_id),
        ("x-amzn-ErrorType", response_type),
        *_declared_headers(declared, variables),
    )
    chosen = {name.lower(): (name, value) for name, value in headers}
    return Response(int(declared.get("StatusCode", status)), tuple(chosen.values()), body.encode())


def _variables(
    response_type: str, message: str | None, request: Request, request_id: str
) -> dict[str, str]:
    return {
        "error.message": message or "null",
        "error.messageString": json.dumps(message),
        "error.responseType": response_type,
        "requestId": request_id,
        "extendedRequestId": request_id,
        "httpMethod": request.method,
        "path": json.dumps(request.path)[1:-1],
        "identity.sourceIp": request.source_ip,
    }


def _template(declared: Mapping[str, Any]) -> tuple[str, str]:
    templates = declared.get("ResponseTemplates") or {}
    if templates:
        media_type, template = next(iter(templates.items()))
        return media_type, template
    return "application/json", '{"message":$context.error.messageString}'


def _declared_headers(
    declared: Mapping[str, Any], variables: Mapping[str, str]
) -> list[tuple[str, str]]:
    headers = (declared.get("ResponseParameters") or {}).get("Headers") or {}
    return [(name, _header_value(str(value), variables)) for name, value in headers.items()]


def _header_value(value: str, variables: Mapping[str, str]) -> str:
    # API Gateway writes a constant in single quotes and a mapped value as context.name.
    if value.startswith("'"):
        return value.strip("'")
    return variables.get(value.removeprefix("context."), "")
