"""The order that is taken in, as API Gateway hands its request over."""

from types import SimpleNamespace
from typing import Any

from fenrun.client.signing import content_digest
from infra.bench.request.table import BUYER
from shared.domain.orders.new_order import NewLine, NewOrder

LINES = tuple(NewLine(line=n, sku=f"TEA-{n}", qty=2, price_fen=199_00) for n in (1, 2))
NEW = NewOrder(buyer=BUYER, lines=LINES)
BODY = NEW.model_dump_json(exclude_defaults=True).encode()
CONTEXT = SimpleNamespace(
    function_name="storefront",
    memory_limit_in_mb=512,
    invoked_function_arn="arn:aws:lambda:us-east-1:123456789012:function:storefront",
    aws_request_id="bench",
)


def event(number: int) -> dict[str, Any]:
    """The `number`-th request, as API Gateway hands it over."""
    headers = {
        "Content-Type": "application/json",
        "Content-Digest": content_digest(BODY),
        "Idempotency-Key": f"bench-{number:08d}",
    }
    return {
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": "/v1/orders",
            "httpMethod": "POST",
            "path": "/v1/orders",
            "requestId": f"request-{number}",
            "identity": {},
            "authorizer": {"kind": "storefront", "id": "shop", "role": "storefront"},
        },
        "body": BODY.decode(),
        "isBase64Encoded": False,
    }
