"""API Gateway's own shapes: the request an authorizer is asked about and the policy it answers."""

from collections.abc import Mapping
from typing import Any

from shared.edge.callers.access import Principal, Roles, listed
from shared.edge.callers.context import context_of
from shared.edge.callers.signed_message import Message, canonical_query

# The host is signed by choice alone, as `@authority`, and never read from an address: what a caller
# writes into his Host header must not be able to move the path.
_ORIGIN = "https://api.invalid"


def message_of(event: Mapping[str, Any]) -> Message:
    """The signed parts of a request; the path is the one the client called, stage included."""
    query = canonical_query(event.get("multiValueQueryStringParameters") or {})
    context = event["requestContext"]
    url = f"{_ORIGIN}{context.get('path') or event['path']}" + (f"?{query}" if query else "")
    headers = _headers(event.get("multiValueHeaders") or {})
    return Message(event["httpMethod"], url, headers, context.get("domainName"))


def policy(principal: Principal, method_arn: str, roles: Roles) -> dict[str, object]:
    """An IAM policy about one method and nothing else, with the caller as the view's context.

    `roles` may call it; who may not is told them by the gateway.
    """
    allowed = principal.role in roles
    statement = {
        "Action": "execute-api:Invoke",
        "Effect": "Allow" if allowed else "Deny",
        "Resource": [method_arn],
    }
    return {
        "principalId": str(principal),
        "policyDocument": {"Version": "2012-10-17", "Statement": [statement]},
        "context": context_of(principal) | ({} if allowed else {"roles": listed(roles)}),
    }


def _headers(values: Mapping[str, list[str]]) -> dict[str, str]:
    joined: dict[str, list[str]] = {}
    for name, lines in values.items():
        joined.setdefault(name.lower(), []).extend(lines)
    return {name: ", ".join(lines) for name, lines in joined.items()}
