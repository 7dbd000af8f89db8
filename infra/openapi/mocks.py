"""Methods that API Gateway answers by itself: 405."""

from collections.abc import Iterable
from typing import Any, Final

from infra.openapi.gateway_responses import FOR_PAGES, body_of, constants, headers_of
from shared.edge.http.problems import Problem

Json = dict[str, Any]

_NOT_ALLOWED: Final = Problem("method_not_allowed", "no_such_method")


def not_allowed(methods: Iterable[str]) -> Json:
    """A problem that names the methods that a path knows."""
    allow = constants({"Allow": ", ".join(methods)})
    headers = {**headers_of(_NOT_ALLOWED), **allow, **FOR_PAGES}
    return _mock(_NOT_ALLOWED.status, headers, {"application/json": body_of(_NOT_ALLOWED)})


def _mock(status: int, headers: Json, body: dict[str, str]) -> Json:
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
            "responses": {"default": {**answer, "responseTemplates": body}},
        },
    }
