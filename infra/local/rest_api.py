"""What an OpenAPI definition with API Gateway's extensions declares: routes, mocks, own answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from infra.local.intrinsics import TemplateError

_ANY = "x-amazon-apigateway-any-method"
_INTEGRATION = "x-amazon-apigateway-integration"
_IDENTITY = "method.request.header."


@dataclass(frozen=True)
class Authorizer:
    """A REQUEST authorizer: its function, and the headers without which nobody is asked."""

    function: str
    identity_headers: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What the gateway says itself; headers and body are templates as API Gateway takes them."""

    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    media_type: str = "application/json"


@dataclass(frozen=True)
class Route:
    """One declared method and path, answered by a function or by the gateway's own answer.

    Without an authorizer it is public.
    """

    method: str
    path: str
    target: str | Answer
    authorizer: Authorizer | None = None


@dataclass(frozen=True)
class Api:
    """The REST API: its stage, what its gateway says itself, and whether it decodes base64."""

    api_id: str
    stage: str
    gateway_responses: Mapping[str, Answer] = field(default_factory=dict)
    binary: bool = False


def read_api(definition: Mapping[str, Any], stage: str) -> Api:
    """The API itself."""
    responses = definition.get("x-amazon-apigateway-gateway-responses", {})
    return Api(
        api_id="localapi",
        stage=stage,
        gateway_responses={
            name: _answer(response, "gatewayresponse.header.")
            for name, response in responses.items()
        },
        binary=bool(definition.get("x-amazon-apigateway-binary-media-types")),
    )


def read_routes(definition: Mapping[str, Any]) -> list[Route]:
    """Every route; raises TemplateError for what cannot be run here."""
    schemes = definition.get("components", {}).get("securitySchemes", {})
    authorizers = {name: _authorizer(scheme) for name, scheme in schemes.items()}
    return [
        Route(
            "ANY" if method == _ANY else method.upper(), path, _target(it), _guard(it, authorizers)
        )
        for path, methods in definition.get("paths", {}).items()
        for method, it in methods.items()
    ]


def _guard(method: Mapping[str, Any], authorizers: Mapping[str, Authorizer]) -> Authorizer | None:
    name = next((name for scheme in method.get("security", ()) for name in scheme), None)
    if name not in (None, *authorizers):
        raise TemplateError(f"authorizer {name} is used by a route but not declared")
    return authorizers[name] if name else None


def _target(method: Mapping[str, Any]) -> str | Answer:
    integration = method[_INTEGRATION]
    match integration["type"]:
        case "aws_proxy":
            return _function(integration["uri"])
        case "mock":
            return _mock(integration)
    raise TemplateError(f"integration {integration['type']} is not run here; use aws_proxy or mock")


def _mock(integration: Mapping[str, Any]) -> Answer:
    asked = json.loads(integration["requestTemplates"]["application/json"])["statusCode"]
    responses = integration["responses"]
    return _answer(responses.get(str(asked), responses["default"]), "method.response.header.")


def _answer(response: Mapping[str, Any], prefix: str) -> Answer:
    headers = response.get("responseParameters") or {}
    templates = response.get("responseTemplates") or {}
    media_type, body = next(iter(templates.items()), ("application/json", None))
    status = response.get("statusCode")
    return Answer(
        status=None if status is None else int(status),
        headers={name.removeprefix(prefix): str(value) for name, value in headers.items()},
        body=body,
        media_type=media_type,
    )


def _authorizer(scheme: Mapping[str, Any]) -> Authorizer:
    declared = scheme["x-amazon-apigateway-authorizer"]
    sources = (source.strip() for source in declared.get("identitySource", "").split(","))
    return Authorizer(
        function=_function(declared["authorizerUri"]),
        identity_headers=tuple(
            source.removeprefix(_IDENTITY) for source in sources if source.startswith(_IDENTITY)
        ),
    )


def _function(uri: str) -> str:
    """The name of the function that an invocation URI leads to."""
    return uri.partition("/functions/")[2].removesuffix("/invocations").rpartition(":")[2]
