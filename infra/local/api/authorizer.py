"""REQUEST authorizers: who is asked, and what their policy means for one method."""

from __future__ import annotations

import fnmatch
import json
import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any

from infra.local.api.proxy_event import ProxyCall
from infra.local.api.responses import Refusal
from infra.local.functions.registry import FunctionError, FunctionRegistry

logger = logging.getLogger(__name__)


def authorize(call: ProxyCall, functions: FunctionRegistry) -> dict[str, Any] | None:
    """The authorizer's context for the function, None on a public route; raises Refusal.

    Every request is asked about anew: results are never cached.
    """
    authorizer = call.match.route.authorizer
    if authorizer is None:
        return None
    missing = [name for name in authorizer.identity_headers if not call.request.header(name)]
    if missing:
        # API Gateway does not ask the authorizer then, so that no function can log the reason.
        logger.warning("unauthenticated %s: no header %s", call.request_id, ", ".join(missing))
        raise Refusal("UNAUTHORIZED")
    answer = _ask(call, functions, authorizer.function)
    try:
        allowed = _allows(answer["policyDocument"]["Statement"], call.method_arn)
        context = {"principalId": str(answer["principalId"]), **_context(answer)}
    except (KeyError, TypeError, AttributeError) as error:
        raise Refusal("AUTHORIZER_CONFIGURATION_ERROR") from error
    if not allowed:
        raise Refusal("ACCESS_DENIED", context)
    return context


def _ask(call: ProxyCall, functions: FunctionRegistry, name: str) -> Any:
    try:
        return functions.invoke(name, call.authorizer_event())
    except FunctionError as error:
        if error.payload["errorMessage"] == "Unauthorized":
            raise Refusal("UNAUTHORIZED") from error
        raise Refusal("AUTHORIZER_FAILURE") from error


def _context(answer: Mapping[str, Any]) -> dict[str, str]:
    # API Gateway hands every context value on as text, booleans in lower case.
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in (answer.get("context") or {}).items()
        if isinstance(value, str | int | float)
    }


def _allows(statements: Sequence[Mapping[str, Any]], method_arn: str) -> bool:
    effects = {
        statement["Effect"]
        for statement in statements
        if _covers(statement["Action"], "execute-api:Invoke")
        and _covers(statement["Resource"], method_arn)
    }
    return "Allow" in effects and "Deny" not in effects


def _covers(patterns: str | Sequence[str], value: str) -> bool:
    each = [patterns] if isinstance(patterns, str) else patterns
    # Most name what is asked for itself: a pattern is compiled only where it is another.
    return any(pattern == value or re.fullmatch(_wildcards(pattern), value) for pattern in each)


def _wildcards(pattern: str) -> str:
    # fnmatch also gives brackets a meaning, which policies do not.
    return fnmatch.translate(pattern.replace("[", "[[]"))
