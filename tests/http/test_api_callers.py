"""Who is not who he says, or may not do what he asks: 401, 403 or 404, and nothing is stored."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from infra.local.credentials import ISSUER, KEY_ID, Credentials
from shared.domain.orders.order import Order
from shared.edge.callers.access import is_person_role
from shared.edge.callers.access_table import ACCESS
from shared.edge.callers.tokens import AUDIENCE
from tests.http.api_bench import SOME_ID, Api, assert_problem, sample_path

ROUTES = [(method, sample_path(path)) for (method, path), roles in ACCESS.items() if roles]
ROLES = dict(zip(ROUTES, (roles for roles in ACCESS.values() if roles), strict=True))
PERSONS = ("distributor", "finance", "operator", "auditor")
KEY = {"idempotency-key": "callers-0001"}


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        yield api


every_route = pytest.mark.parametrize(("method", "path"), ROUTES)


def refuse(
    api: Api, method: str, path: str, headers: dict[str, str], status: int, code: str
) -> None:
    with api.storing_nothing():
        answer = api.send_with(method, path, b"", {**KEY, **headers})
    assert_problem(answer, status, code)


@every_route
@pytest.mark.parametrize(
    "authorization", [None, "", "Bearer", "Bearer nonsense", "Basic QTpC", "Signature"]
)
def test_nobody(api: Api, method: str, path: str, authorization: str | None) -> None:
    headers = {} if authorization is None else {"authorization": authorization}
    refuse(api, method, path, headers, 401, "unauthorized")


@every_route
@pytest.mark.parametrize(
    "how",
    [
        {"secret": b"another secret of thirty-two byte"},
        {"key_id": "shop-2"},
        {"age": timedelta(seconds=302)},
        {"age": timedelta(seconds=-302)},
    ],
    ids=["forged", "unknown key", "stale", "from the future"],
)
def test_a_bad_signature(api: Api, method: str, path: str, how: dict[str, Any]) -> None:
    headers = api.signed(method, path, b"", KEY["idempotency-key"], **how)
    refuse(api, method, path, headers, 401, "unauthorized")


@every_route
@pytest.mark.parametrize(
    ("part", "other"),
    [("method", "PUT"), ("path", "/v1/other"), ("key", "callers-0002")],
)
def test_a_signature_of_another_request(
    api: Api, method: str, path: str, part: str, other: str
) -> None:
    signed = {"method": method, "path": path, "key": KEY["idempotency-key"], part: other}
    headers = api.signed(signed["method"], signed["path"], b"", signed["key"])
    refuse(api, method, path, {**headers, **KEY}, 401, "unauthorized")


@every_route
@pytest.mark.parametrize(
    "claims",
    [
        {"exp": datetime(2025, 1, 1, tzinfo=UTC)},
        {"iss": "https://login.other.example"},
        {"aud": "another product"},
        {"role": "storefront"},
        {"role": "king"},
        {"sub": "with a space"},
    ],
    ids=["expired", "issuer", "audience", "storefront", "role", "subject"],
)
def test_a_bad_token(api: Api, method: str, path: str, claims: dict[str, Any]) -> None:
    token = token_with(api.laptop.credentials, claims)
    refuse(api, method, path, {"authorization": f"Bearer {token}"}, 401, "unauthorized")


@every_route
def test_a_token_of_a_foreign_key(api: Api, method: str, path: str) -> None:
    token = Credentials.generate().token("finance", "fin")
    refuse(api, method, path, {"authorization": f"Bearer {token}"}, 401, "unauthorized")


@every_route
def test_an_unsigned_token(api: Api, method: str, path: str) -> None:
    token = jwt.encode(claims_of("finance"), "", algorithm="none", headers={"kid": KEY_ID})
    refuse(api, method, path, {"authorization": f"Bearer {token}"}, 401, "unauthorized")


@pytest.mark.parametrize(
    ("method", "path", "role"),
    [(*route, role) for route in ROUTES for role in PERSONS if role not in ROLES[route]],
)
def test_a_person_in_another_role(api: Api, method: str, path: str, role: str) -> None:
    assert is_person_role(role)
    token = api.laptop.credentials.token(role, "A")
    refuse(api, method, path, {"authorization": f"Bearer {token}"}, 403, "forbidden")


@pytest.mark.parametrize(
    ("method", "path"), [route for route in ROUTES if "storefront" not in ROLES[route]]
)
def test_the_shop_where_only_people_may_go(api: Api, method: str, path: str) -> None:
    headers = api.signed(method, path, b"", KEY["idempotency-key"])
    refuse(api, method, path, headers, 403, "forbidden")


def test_whoever_may_not_is_told_the_roles_that_may(api: Api) -> None:
    told = api.send("A", "GET", "/v1/payouts").json()
    assert (told["code"], told["role"]) == ("forbidden", "distributor")
    assert told["roles"] == "auditor, finance, operator"
    for words in (told["detail"], told["detail_zh"]):
        assert "auditor, finance, operator" in words
        assert "distributor" in words


@pytest.mark.parametrize(
    ("method", "rest", "body"),
    [
        ("GET", "", b""),
        ("GET", "/explanation", b""),
        ("POST", "/payment", b""),
        ("POST", "/shipment", b""),
        ("POST", "/delivery", b"{}"),
        ("POST", "/cancellation", b""),
        ("POST", "/returns", b'{"lines":[1]}'),
        ("POST", f"/returns/{SOME_ID}/receipt", b"{}"),
        ("POST", f"/returns/{SOME_ID}/inspection", b'{"accepted":true}'),
        ("POST", "/refunds", b'{"amount_fen":1}'),
    ],
)
def test_the_order_of_another_storefront(api: Api, method: str, rest: str, body: bytes) -> None:
    path = f"/v1/orders/{foreign_order(api)}{rest}"
    with api.storing_nothing():
        assert_problem(api.send("shop", method, path, body), 404, "unknown_order")


def foreign_order(api: Api) -> str:
    """The id of an order that another storefront has placed; it is there from the first call."""
    store, known = api.laptop.ports.store, "F" * 26
    if store.get(Order, known) is None:
        own = store.get(Order, api.place())
        assert own is not None
        foreign = {"id": known, "storefront": "other", "version": 0}
        store.commit([own.changed(**foreign)])
    return known


def claims_of(role: str) -> dict[str, Any]:
    expires = datetime.now(UTC) + timedelta(hours=1)
    return {"iss": ISSUER, "aud": AUDIENCE, "sub": "fin", "role": role, "exp": expires}


def token_with(credentials: Credentials, claims: dict[str, Any]) -> str:
    """A token of the right key that says something wrong."""
    key = load_pem_private_key(credentials.login_key.encode(), password=None)
    content = {**claims_of("finance"), **claims}
    return jwt.encode(content, key, algorithm="ES256", headers={"kid": KEY_ID})  # type: ignore[arg-type]
