"""API Gateway REST proxy events (payload 1.0), and a context as Lambda gives it."""

import base64
from types import SimpleNamespace
from typing import Any

STOREFRONT = {"kind": "storefront", "id": "shop", "role": "storefront"}
FINANCE = {"kind": "person", "id": "p-1", "role": "finance"}
CONTEXT = SimpleNamespace(
    function_name="sample",
    memory_limit_in_mb=256,
    invoked_function_arn="arn:aws:lambda:us-east-1:123456789012:function:sample",
    aws_request_id="b1946ac9",
)


def event(
    method: str,
    resource: str,
    *,
    body: bytes = b"",
    headers: dict[str, str] | None = None,
    path: dict[str, str] | None = None,
    query: dict[str, list[str]] | None = None,
    caller: dict[str, str] | None = None,
) -> dict[str, Any]:
    called = resource.format(**(path or {}))
    lines = {name: [value] for name, value in (headers or {}).items()}
    return {
        "resource": resource,
        "path": called,
        "httpMethod": method,
        "headers": headers or {},
        "multiValueHeaders": lines,
        "queryStringParameters": {name: values[-1] for name, values in (query or {}).items()},
        "multiValueQueryStringParameters": query,
        "pathParameters": path,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": resource,
            "httpMethod": method,
            "path": called,
            "stage": "test",
            "requestId": "request-1",
            "domainName": "api.example",
            "identity": {},
            **({"authorizer": caller} if caller else {}),
        },
        "body": base64.b64encode(body).decode() if body else None,
        "isBase64Encoded": bool(body),
    }


def authorizer_event(call: dict[str, Any]) -> dict[str, Any]:
    """The same call as the REST authorizer is asked about it: without its body."""
    shown = {key: value for key, value in call.items() if key not in {"body", "isBase64Encoded"}}
    arn = "arn:aws-cn:execute-api:cn-north-1:123456789012:api/test"
    return {**shown, "type": "REQUEST", "methodArn": f"{arn}/{call['httpMethod']}{call['path']}"}
