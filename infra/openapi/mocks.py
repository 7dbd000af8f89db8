"""Methods that API Gateway answers by itself: 405, and what a page asks before it calls."""

from collections.abc import Iterable
from typing import Any, Final

from infra.openapi.gateway_responses import body_of, constants, headers_of
from shared.edge.http.problems import Problem
from shared.edge.http.serve import CORS

Json = dict[str, Any]

_NOT_ALLOWED: Final = Problem("method_not_allowed", "Call with a method that Allow names.")
_SENT: Final = "Authorization, Content-Type, Idempotency-Key"


def not_allowed(methods: Iterable[str]) -> Json:
    """A problem that names the methods that a path knows."""
    headers = {**headers_of(_NOT_ALLOWED), **constants({"Allow": ", ".join(methods)})}
    return _mock(_NOT_ALLOWED.status, headers, {"application/json": body_of(_NOT_ALLOWED)})


def preflight(methods: Iterable[str]) -> Json:
    """Say to a page that it may call with these methods, for ten minutes."""
    headers = {
        "Access-Control-Allow-Origin": CORS["Access-Control-Allow-Origin"],
        "Access-Control-Allow-Methods": ", ".join(methods),
        "Access-Control-Allow-Headers": _SENT,
        "Access-Control-Max-Age": "600",
    }
    return _mock(204, constants(headers))


def _mock(status: int, headers: dict[str, str], body: dict[str, str] | None = None) -> Json:
    mapped = {f"method.response.header.{name}": value for name, value in headers.items()}
    answer: Json = {"statusCode": str(status), "responseParameters": mapped}
    return {
        "responses": {
            str(status): {
                "description": "",
                "headers": {name: {"schema": {"type": "string"}} for name in headers},
            }
        },
        "x-amazon-apigateway-integration": {
            "type": "mock",
            "passthroughBehavior": "never",
            "requestTemplates": {"application/json": f'{{"statusCode": {status}}}'},
            "responses": {"default": {**answer, "responseTemplates": body} if body else answer},
        },
    }
