"""The event that API Gateway (REST, Lambda proxy) gives to a function, and what it takes back."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from infra.local.http.message import Headers, Request, Response, all_values, last_values
from infra.local.intrinsics import Stack
from infra.local.rest_api import Api
from infra.local.route_table import Match


class MalformedProxyResponse(ValueError):
    """The function answered something that is no proxy response: API Gateway says 502."""


@dataclass(frozen=True)
class ProxyCall:
    """One request on its way to one route, under a request id of its own."""

    api: Api
    stack: Stack
    request: Request
    match: Match
    request_id: str

    @property
    def method_arn(self) -> str:
        """What an authorizer's policy has to allow."""
        path = f"{self.api.api_id}/{self.api.stage}/{self.request.method}{self.request.path}"
        return self.stack.arn("execute-api", path)

    def event(self, authorizer: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The event for the route's function; `authorizer` is the authorizer's context."""
        context = self._request_context()
        if authorizer is not None:
            context["authorizer"] = dict(authorizer)
        text = self.request.body.decode("utf-8", errors="replace")
        return {
            **self._common(context),
            "body": text or None,
            "isBase64Encoded": False,
        }

    def authorizer_event(self) -> dict[str, Any]:
        """The event for a REQUEST authorizer, which never sees the body."""
        common = self._common(self._request_context())
        return {"type": "REQUEST", "methodArn": self.method_arn, **common}

    def _common(self, context: dict[str, Any]) -> dict[str, Any]:
        query, headers = self.request.query, self.request.headers
        return {
            "resource": self.match.route.path,
            "path": self.request.path,
            "httpMethod": self.request.method,
            "headers": last_values(headers),
            "multiValueHeaders": all_values(headers),
            "queryStringParameters": last_values(query) or None,
            "multiValueQueryStringParameters": all_values(query) or None,
            "pathParameters": self.match.path_parameters or None,
            "stageVariables": None,
            "requestContext": context,
        }

    def _request_context(self) -> dict[str, Any]:
        now = datetime.now(UTC)
        return {
            "accountId": self.stack.account_id,
            "apiId": self.api.api_id,
            "resourceId": "local",
            "resourcePath": self.match.route.path,
            "httpMethod": self.request.method,
            "path": self.request.path,
            "protocol": self.request.protocol,
            "stage": self.api.stage,
            "requestId": self.request_id,
            "extendedRequestId": self.request_id,
            "requestTime": now.strftime("%d/%b/%Y:%H:%M:%S +0000"),
            "requestTimeEpoch": int(now.timestamp() * 1000),
            "domainName": self.request.header("Host") or "localhost",
            "identity": {
                "sourceIp": self.request.source_ip,
                "userAgent": self.request.header("User-Agent"),
            },
        }


def new_request_id() -> str:
    """A request id as API Gateway makes them."""
    return str(uuid.uuid4())


def read_response(answer: Any, *, binary: bool) -> Response:
    """The function's answer as HTTP; raises MalformedProxyResponse."""
    if not isinstance(answer, dict) or not isinstance(answer.get("statusCode"), int | str):
        raise MalformedProxyResponse("a proxy response is an object with a statusCode")
    try:
        body = _body(answer, binary=binary)
        return Response(int(answer["statusCode"]), _headers(answer), body)
    except (AttributeError, TypeError, ValueError) as error:
        raise MalformedProxyResponse(f"not a proxy response: {error}") from error


def _headers(answer: Mapping[str, Any]) -> Headers:
    single = answer.get("headers") or {}
    many = answer.get("multiValueHeaders") or {}
    pairs = [(name, value) for name, values in many.items() for value in values]
    named = {name.lower() for name in many}
    pairs += [(name, value) for name, value in single.items() if name.lower() not in named]
    return tuple((name, _header_text(value)) for name, value in pairs)


def _header_text(value: Any) -> str:
    return json.dumps(value) if isinstance(value, bool) else str(value)


def _body(answer: Mapping[str, Any], *, binary: bool) -> bytes:
    body = answer.get("body") or ""
    if not isinstance(body, str):
        raise TypeError("body has to be a string")
    # Without binary media types API Gateway passes base64 on as the text that it is.
    return base64.b64decode(body) if binary and answer.get("isBase64Encoded") else body.encode()
