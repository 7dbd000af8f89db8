"""The authorizer from the outside: events of API Gateway in, policies or 401 out."""

import hmac
import json
import logging
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import boto3
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from moto import mock_aws

import infra.local.aws.led_calls  # noqa: F401 - moto answers functions through it
from fenrun.client.signing import signed_headers
from shared.adapters.aws.errors import AwsError
from shared.edge.callers.access import listed
from shared.edge.callers.access_table import who_may_call
from tests.unit.edge.gateway_events import CONTEXT, STOREFRONT, authorizer_event, event
from tests.unit.edge.sample_app import ORDER_ID, sample_app

HANDLER = Path(__file__).parents[2] / "functions" / "authorizer" / "handler.py"
SECRET = bytes(range(32))
ISSUER = "https://login.example"
LOGIN_KEY = ec.generate_private_key(ec.SECP256R1())
BODY = b'{"buyer":"b-1","lines":[{"sku":"a","pieces":2,"price_fen":100}]}'
ORIGIN = "https://api.example"

Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "cn-north-1")
    monkeypatch.setenv("POWERTOOLS_METRICS_DISABLED", "true")
    with mock_aws():
        manager = boto3.client("secretsmanager")
        key = {"secret": b64encode(SECRET).decode(), "storefront": "shop"}
        arn = manager.create_secret(Name="keys", SecretString=json.dumps({"k-1": key}))["ARN"]
        jwk = jwt.algorithms.ECAlgorithm.to_jwk(LOGIN_KEY.public_key(), as_dict=True)
        jwks = json.dumps({"keys": [{**jwk, "kid": "login"}]})
        monkeypatch.setenv("STOREFRONT_KEYS_ARN", arn)
        monkeypatch.setenv("JWKS_ARN", manager.create_secret(Name="jwks", SecretString=jwks)["ARN"])
        monkeypatch.setenv("JWT_ISSUER", ISSUER)
        yield arn


@pytest.fixture
def authorizer(keys: str) -> Handler:
    spec = spec_from_file_location("authorizer_under_test", HANDLER)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    handler: Handler = module.handler
    return handler


def signed_call(
    method: str = "POST",
    resource: str = "/v1/orders",
    *,
    body: bytes = BODY,
    query: str = "",
    secret: bytes = SECRET,
    created: datetime | None = None,
    path: dict[str, str] | None = None,
) -> dict[str, Any]:
    headers = signed_headers(
        (method, ORIGIN + resource.format(**(path or {})) + query, body),
        key_id="k-1",
        secret=secret,
        created=created or datetime.now(UTC),
        idempotency_key="key-00000001",
    )
    return event(method, resource, body=body, headers=headers, path=path)


def person_call(method: str, resource: str, role: str, **path: str) -> dict[str, Any]:
    claims = {
        "iss": ISSUER,
        "aud": "fenrun",
        "sub": "p-1",
        "role": role,
        "exp": datetime.now(UTC) + timedelta(hours=1),
    }
    token = jwt.encode(claims, LOGIN_KEY, algorithm="ES256", headers={"kid": "login"})
    return event(method, resource, headers={"Authorization": f"Bearer {token}"}, path=path)


def effect(policy: dict[str, Any]) -> str:
    [statement] = policy["policyDocument"]["Statement"]
    return str(statement["Effect"])


def test_a_storefront_may_call_exactly_what_it_called(authorizer: Handler) -> None:
    asked = authorizer_event(signed_call())
    policy = authorizer(asked, CONTEXT)
    [statement] = policy["policyDocument"]["Statement"]
    assert statement == {
        "Action": "execute-api:Invoke",
        "Effect": "Allow",
        "Resource": [asked["methodArn"]],
    }
    assert asked["methodArn"].startswith("arn:aws-cn:")
    assert policy["context"] == STOREFRONT
    assert policy["principalId"] == "storefront:shop"


def test_what_the_authorizer_says_lets_the_view_in(authorizer: Handler) -> None:
    call = signed_call()
    call["requestContext"]["authorizer"] = authorizer(authorizer_event(call), CONTEXT)["context"]
    assert sample_app()(call, CONTEXT)["statusCode"] == 201


def test_a_body_changed_after_signing_passes_the_authorizer_and_not_the_view(
    authorizer: Handler,
) -> None:
    call = signed_call()
    call["body"] = b64encode(BODY.replace(b"100", b"1")).decode()
    call["requestContext"]["authorizer"] = authorizer(authorizer_event(call), CONTEXT)["context"]
    answer = sample_app()(call, CONTEXT)
    assert (answer["statusCode"], json.loads(answer["body"])["code"]) == (400, "digest_mismatch")


def test_a_signed_query_is_checked_in_its_one_spelling(authorizer: Handler) -> None:
    call = signed_call(
        "GET", "/v1/orders/{order_id}", body=b"", query="?a=x%20y&b=1", path={"order_id": ORDER_ID}
    )
    call["multiValueQueryStringParameters"] = {"b": ["1"], "a": ["x y"]}
    assert effect(authorizer(authorizer_event(call), CONTEXT)) == "Allow"
    call["multiValueQueryStringParameters"] = {"b": ["2"], "a": ["x y"]}
    with pytest.raises(Exception, match=r"^Unauthorized$"):
        authorizer(authorizer_event(call), CONTEXT)


@pytest.mark.parametrize(
    ("method", "resource", "role", "path"),
    [
        ("GET", "/v1/me/balance", "distributor", {}),
        ("POST", "/v1/settlements", "finance", {}),
        ("POST", "/v1/distributors", "operator", {}),
        ("GET", "/v1/settlements/{period}", "auditor", {"period": "2025-03"}),
    ],
)
def test_a_person_may_call_what_his_role_may(
    authorizer: Handler, method: str, resource: str, role: str, path: dict[str, str]
) -> None:
    policy = authorizer(authorizer_event(person_call(method, resource, role, **path)), CONTEXT)
    assert effect(policy) == "Allow"
    assert policy["context"] == {"kind": "person", "id": "p-1", "role": role}


@pytest.mark.parametrize(
    ("method", "resource", "role"),
    [
        ("POST", "/v1/orders", "finance"),
        ("POST", "/v1/settlements", "auditor"),
        ("POST", "/v1/settlements", "distributor"),
        ("GET", "/v1/me/balance", "operator"),
        ("GET", "/v1/unknown", "finance"),
        ("DELETE", "/v1/settlements", "finance"),
        ("GET", "/health", "finance"),
    ],
)
def test_a_foreign_role_is_denied(
    authorizer: Handler, method: str, resource: str, role: str
) -> None:
    policy = authorizer(authorizer_event(person_call(method, resource, role)), CONTEXT)
    assert effect(policy) == "Deny"
    assert policy["context"]["roles"] == listed(who_may_call(method, resource))


def test_a_storefront_is_denied_the_back_office(authorizer: Handler) -> None:
    call = authorizer_event(signed_call(resource="/v1/settlements"))
    assert effect(authorizer(call, CONTEXT)) == "Deny"


def with_authority(covered: str) -> dict[str, Any]:
    """A read whose signature covers the host that the client thinks it calls."""
    created = int(datetime.now(UTC).timestamp())
    said = f'("@method" "@path" "@query" "@authority");created={created};keyid="k-1"'
    lines = ['"@method": GET', '"@path": /v1/events', '"@query": ?', f'"@authority": {covered}']
    base = "\n".join([*lines, f'"@signature-params": {said}'])
    mac = b64encode(hmac.digest(SECRET, base.encode(), "sha256")).decode()
    headers = {
        "Authorization": "Signature",
        "Signature-Input": f"sig={said}",
        "Signature": f"sig=:{mac}:",
    }
    return event("GET", "/v1/events", headers=headers)


def test_a_covered_host_is_the_one_that_the_gateway_was_called_at(authorizer: Handler) -> None:
    call = with_authority("api.example")
    assert effect(authorizer(authorizer_event(call), CONTEXT)) == "Allow"
    call["requestContext"]["domainName"] = "other.example"
    call["multiValueHeaders"]["Host"] = ["api.example"]
    with pytest.raises(Exception, match=r"^Unauthorized$"):
        authorizer(authorizer_event(call), CONTEXT)


@pytest.mark.parametrize(
    "domain", ["api.example/v1/orders?", "api.example/", "[", "a b", "x@y", "", None]
)
def test_no_host_moves_the_path_that_was_signed(authorizer: Handler, domain: str | None) -> None:
    call = with_another_path()
    call["requestContext"]["domainName"] = domain
    with pytest.raises(Exception, match=r"^Unauthorized$"):
        authorizer(authorizer_event(call), CONTEXT)
    good = signed_call()
    good["requestContext"]["domainName"] = domain
    assert effect(authorizer(authorizer_event(good), CONTEXT)) == "Allow"


def stale() -> dict[str, Any]:
    return signed_call(created=datetime.now(UTC) - timedelta(hours=1))


def from_the_future() -> dict[str, Any]:
    return signed_call(created=datetime.now(UTC) + timedelta(hours=1))


def with_another_secret() -> dict[str, Any]:
    return signed_call(secret=SECRET[::-1])


def without_a_signature() -> dict[str, Any]:
    return event("POST", "/v1/orders", headers={"Authorization": "Signature"})


def with_a_basic_password() -> dict[str, Any]:
    return event("POST", "/v1/orders", headers={"Authorization": "Basic YTpi"})


def with_nothing() -> dict[str, Any]:
    return event("POST", "/v1/orders")


def with_a_token_of_nobody() -> dict[str, Any]:
    return event("POST", "/v1/orders", headers={"Authorization": "Bearer a.b.c"})


def with_another_path() -> dict[str, Any]:
    call = signed_call()
    call["path"] = call["requestContext"]["path"] = "/v1/bindings"
    return call


def with_another_method() -> dict[str, Any]:
    return {**signed_call(), "httpMethod": "GET"}


def with_a_second_key() -> dict[str, Any]:
    call = signed_call()
    call["multiValueHeaders"]["idempotency-key"].append("key-00000002")
    return call


def with_a_key_in_another_spelling() -> dict[str, Any]:
    call = signed_call()
    call["multiValueHeaders"]["Idempotency-KEY"] = ["key-00000002"]
    return call


def with_another_digest() -> dict[str, Any]:
    call = signed_call()
    call["multiValueHeaders"]["content-digest"] = ["sha-256=:AAAA:"]
    return call


@pytest.mark.parametrize(
    "call",
    [
        stale,
        from_the_future,
        with_another_secret,
        without_a_signature,
        with_a_basic_password,
        with_nothing,
        with_a_token_of_nobody,
        with_another_path,
        with_another_method,
        with_a_second_key,
        with_a_key_in_another_spelling,
        with_another_digest,
    ],
)
def test_an_unknown_caller_is_the_gateway_s_401(
    authorizer: Handler, call: Callable[[], dict[str, Any]]
) -> None:
    with pytest.raises(Exception, match=r"^Unauthorized$"):
        authorizer(authorizer_event(call()), CONTEXT)


def test_a_replay_within_the_time_is_let_in_again(authorizer: Handler) -> None:
    asked = authorizer_event(signed_call())
    assert authorizer(asked, CONTEXT) == authorizer(asked, CONTEXT)


def test_a_new_key_works_at_once_and_a_withdrawn_one_no_more(
    authorizer: Handler, keys: str
) -> None:
    assert effect(authorizer(authorizer_event(signed_call()), CONTEXT)) == "Allow"
    key = {"secret": b64encode(SECRET[::-1]).decode(), "storefront": "new-shop"}
    boto3.client("secretsmanager").put_secret_value(
        SecretId=keys, SecretString=json.dumps({"k-2": key})
    )
    headers = signed_headers(
        ("POST", f"{ORIGIN}/v1/orders", BODY),
        key_id="k-2",
        secret=SECRET[::-1],
        created=datetime.now(UTC),
    )
    policy = authorizer(authorizer_event(event("POST", "/v1/orders", headers=headers)), CONTEXT)
    assert policy["context"]["id"] == "new-shop"
    with pytest.raises(Exception, match=r"^Unauthorized$"):
        authorizer(authorizer_event(signed_call()), CONTEXT)


def test_a_secret_store_that_fails_is_no_401(authorizer: Handler, keys: str) -> None:
    boto3.client("secretsmanager").delete_secret(SecretId=keys, ForceDeleteWithoutRecovery=True)
    with pytest.raises(AwsError, match="ResourceNotFoundException"):
        authorizer(authorizer_event(signed_call()), CONTEXT)


def test_a_401_is_logged_as_no_error_and_without_anything_secret(
    authorizer: Handler, caplog: pytest.LogCaptureFixture
) -> None:
    # The function's one logger keeps the level of whoever made it first in this process.
    caplog.set_level(logging.INFO, logger="authorizer")
    call = with_another_secret()
    with pytest.raises(Exception, match=r"^Unauthorized$"):
        authorizer(authorizer_event(call), CONTEXT)
    [record] = [record for record in caplog.records if record.levelno >= logging.INFO]
    assert (record.levelname, record.getMessage()) == ("INFO", "unauthenticated")
    assert vars(record)["request_id"] == call["requestContext"]["requestId"]
    assert "did not match" in vars(record)["reason"]
    logged = str(vars(record))
    assert call["headers"]["signature"] not in logged
    assert b64encode(SECRET).decode() not in logged
