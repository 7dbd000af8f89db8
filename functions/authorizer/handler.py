"""The REST authorizer: who calls, and is the route open to him; it never sees a body."""

import os
from datetime import UTC, datetime
from functools import cache
from typing import Final

from aws_lambda_powertools.logging.correlation_paths import API_GATEWAY_REST
from aws_lambda_powertools.utilities.data_classes.api_gateway_authorizer_event import (
    APIGatewayAuthorizerRequestEvent,
)
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.adapters.secrets import AwsSecrets
from shared.edge.callers.access_table import who_may_call
from shared.edge.callers.authentication import Authenticator, Unauthenticated
from shared.edge.callers.gateway import message_of, policy
from shared.edge.callers.secrets import KeySet
from shared.edge.callers.storefront_keys import parse_storefront_keys
from shared.edge.callers.tokens import Tokens, parse_jwks
from shared.edge.observability import logger_for
from shared.edge.settings import Settings

_settings: Final = Settings(dict(os.environ))
_logger: Final = logger_for("authorizer")


@_logger.inject_lambda_context(correlation_id_path=API_GATEWAY_REST, clear_state=True)
def handler(event: dict[str, object], _context: LambdaContext) -> dict[str, object]:
    """Allow or deny exactly the called method; an unknown caller is API Gateway's 401."""
    # Powertools' own decorator for the event would log every 401 as an error.
    request = APIGatewayAuthorizerRequestEvent(event)
    try:
        principal = _authenticator().principal(message_of(request))
    except Unauthenticated as error:
        # Named here, too: the logger's own correlation id is of whichever thread came last.
        request_id = request["requestContext"]["requestId"]
        _logger.info("unauthenticated", extra={"reason": str(error), "request_id": request_id})
        # API Gateway makes a 401 of this very text, and a 500 of any other.
        raise Exception("Unauthorized") from error
    roles = who_may_call(request.http_method, request.resource)
    return policy(principal, request.method_arn, roles)


@cache
def _authenticator() -> Authenticator:
    secrets = AwsSecrets()
    keys = KeySet(secrets, _settings.storefront_keys_arn, parse_storefront_keys, _now)
    jwks = KeySet(secrets, _settings.jwks_arn, parse_jwks, _now)
    return Authenticator(keys, Tokens(jwks, _settings.jwt_issuer), _now)


def _now() -> datetime:
    return datetime.now(UTC)
