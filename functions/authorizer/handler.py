"""The REST authorizer: who calls, and is the route open to him; it never sees a body."""

import os
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from aws_lambda_powertools.logging.correlation_paths import API_GATEWAY_REST
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.adapters.secrets import AwsSecrets
from shared.edge.callers.access_table import who_may_call
from shared.edge.callers.authentication import Authenticator, Unauthenticated
from shared.edge.callers.gateway import message_of, policy
from shared.edge.callers.secrets import KeySet
from shared.edge.callers.storefront_keys import parse_storefront_keys
from shared.edge.observability import logger_for
from shared.edge.settings import Settings

if TYPE_CHECKING:
    from shared.edge.callers.tokens import Tokens

_settings: Final = Settings(dict(os.environ))
_logger: Final = logger_for("authorizer")


@_logger.inject_lambda_context(correlation_id_path=API_GATEWAY_REST, clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, object]:
    """Allow or deny exactly the called method; an unknown caller is API Gateway's 401."""
    try:
        principal = _authenticator().principal(message_of(event))
    except Unauthenticated as error:
        # Named here, too: the logger's own correlation id is of whichever thread came last.
        request_id = event["requestContext"]["requestId"]
        _logger.info("unauthenticated", extra={"reason": str(error), "request_id": request_id})
        # API Gateway makes a 401 of this very text, and a 500 of any other.
        raise Exception("Unauthorized") from error
    roles = who_may_call(event["httpMethod"], event["resource"])
    return policy(principal, event["methodArn"], roles)


@cache
def _authenticator() -> Authenticator:
    secrets = AwsSecrets()
    keys = KeySet(secrets, _settings.storefront_keys_arn, parse_storefront_keys, _now)
    return Authenticator(keys, lambda: _tokens(secrets), _now)


def _tokens(secrets: AwsSecrets) -> "Tokens":
    # The library of tokens waits for the first: storefronts, who call most, bear none.
    from shared.edge.callers.tokens import Tokens, parse_jwks  # noqa: PLC0415

    return Tokens(KeySet(secrets, _settings.jwks_arn, parse_jwks, _now), _settings.jwt_issuer)


def _now() -> datetime:
    return datetime.now(UTC)
