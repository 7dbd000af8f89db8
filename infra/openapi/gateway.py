"""The definition of the REST API that the template includes: which function answers which route.

Chinese is written in escapes: CloudFormation keeps ASCII only.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from infra.openapi.apps import Served
from infra.openapi.gateway_responses import gateway_responses
from infra.openapi.mocks import not_allowed

Json = dict[str, Any]

AUTHORIZER: Final = "AuthorizerFunction"
_CALLERS: Final = "Callers"
_ANY: Final = "x-amazon-apigateway-any-method"


def definition(served: Iterable[Served], version: str) -> Json:
    """One definition of all routes; what nobody answers on a known path is a 405."""
    paths: dict[str, dict[str, Served]] = {}
    for each in served:
        paths.setdefault(each.operation.path, {})[each.operation.method] = each
    return {
        "openapi": "3.0.1",
        "info": {"title": {"Ref": "AWS::StackName"}, "version": version},
        "paths": {path: _methods(methods) for path, methods in paths.items()},
        "components": {"securitySchemes": {_CALLERS: _callers()}},
        "x-amazon-apigateway-gateway-responses": gateway_responses(),
    }


def _methods(methods: Mapping[str, Served]) -> Json:
    answered = {method.lower(): _method(each) for method, each in methods.items()}
    allowed = sorted(methods)
    # Storefronts are machines, and only pages ask before they call.
    if asked := next((each for each in methods.values() if each.operation.is_for_people), None):
        allowed.append("OPTIONS")
        answered["options"] = _proxy(asked)
    return {**answered, _ANY: not_allowed(allowed)}


def _method(served: Served) -> Json:
    proxy = _proxy(served)
    return proxy if served.operation.is_public else {"security": [{_CALLERS: []}], **proxy}


def _proxy(served: Served) -> Json:
    return {
        "x-amazon-apigateway-integration": {
            "type": "aws_proxy",
            "httpMethod": "POST",
            "uri": _invocation(served.function),
        }
    }


def _callers() -> Json:
    return {
        "type": "apiKey",
        "name": "Authorization",
        "in": "header",
        "x-amazon-apigateway-authtype": "custom",
        "x-amazon-apigateway-authorizer": {
            "type": "request",
            "identitySource": "method.request.header.Authorization",
            # A signature is good for one request, so no answer is ever reused.
            "authorizerResultTtlInSeconds": 0,
            "authorizerUri": _invocation(AUTHORIZER),
        },
    }


def _invocation(function: str) -> Json:
    service = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31"
    return {"Fn::Sub": f"{service}/functions/${{{function}.Arn}}/invocations"}
