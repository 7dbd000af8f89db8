"""Tokens: only our issuer's, for us, in time, signed by one of its keys, in a known role."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from shared.edge.callers.access import InvalidToken, Principal
from shared.edge.callers.secrets import KeySet
from shared.edge.callers.tokens import Tokens, parse_jwks
from tests.unit.edge.fakes import FakeSecrets

ISSUER = "https://login.example"
EC_KEY = ec.generate_private_key(ec.SECP256R1())
RSA_KEY = rsa.generate_private_key(65537, 2048)
SHARED = b"s" * 32


def jwks() -> str:
    shared = base64.urlsafe_b64encode(SHARED).rstrip(b"=").decode()
    return json.dumps(
        {
            "keys": [
                {
                    **jwt.algorithms.ECAlgorithm.to_jwk(EC_KEY.public_key(), as_dict=True),
                    "kid": "ec",
                },
                {
                    **jwt.algorithms.RSAAlgorithm.to_jwk(RSA_KEY.public_key(), as_dict=True),
                    "kid": "rsa",
                },
                {"kty": "oct", "kid": "shared", "k": shared, "alg": "HS256"},
            ]
        }
    )


def tokens() -> Tokens:
    return Tokens(
        KeySet(FakeSecrets(jwks()), "jwks", parse_jwks, lambda: datetime.now(UTC)), ISSUER
    )


def claims(**changes: object) -> dict[str, Any]:
    good = {
        "iss": ISSUER,
        "aud": "fenrun",
        "sub": "p-1",
        "role": "finance",
        "exp": datetime.now(UTC) + timedelta(hours=1),
    }
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


def token(key: Any = EC_KEY, algorithm: str = "ES256", kid: str = "ec", **changes: object) -> str:
    return jwt.encode(claims(**changes), key, algorithm=algorithm, headers={"kid": kid})


@pytest.mark.parametrize("role", ["distributor", "finance", "operator", "auditor"])
def test_a_token_names_a_person_in_a_role(role: str) -> None:
    assert tokens().principal(token(role=role)) == Principal("person", "p-1", role)  # type: ignore[arg-type]


def test_both_kinds_of_keys_are_taken() -> None:
    assert tokens().principal(token(RSA_KEY, "RS256", "rsa")).id == "p-1"


def ago(seconds: int) -> datetime:
    return datetime.now(UTC) - timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": ago(3600)},
        {"nbf": ago(-3600)},
        {"iat": ago(-3600)},
        {"exp": None},
        {"iss": "https://other.example"},
        {"iss": None},
        {"aud": "other"},
        {"aud": None},
        {"sub": None},
        {"sub": ""},
        {"sub": "a\nb"},
        {"sub": "x" * 65},
        {"role": None},
        {"role": "storefront"},
        {"role": "owner"},
        {"role": ["finance"]},
    ],
    ids=lambda changes: "-".join(
        f"{name}={type(value).__name__}" for name, value in changes.items()
    ),
)
def test_another_claim_is_invalid(changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidToken):
        tokens().principal(token(**changes))


def test_a_clock_may_be_half_a_minute_off() -> None:
    assert tokens().principal(token(exp=ago(10))).role == "finance"


def public_pem() -> bytes:
    return RSA_KEY.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def hmac_token(secret: bytes, kid: str) -> str:
    # The library itself refuses to sign with a public key: it is done by hand here.
    def part(document: object) -> bytes:
        text = json.dumps(document, default=lambda when: int(when.timestamp())).encode()
        return base64.urlsafe_b64encode(text).rstrip(b"=")

    signing_input = part({"alg": "HS256", "kid": kid}) + b"." + part(claims())
    algorithm = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256)
    signature = base64.urlsafe_b64encode(algorithm.sign(signing_input, secret)).rstrip(b"=")
    return (signing_input + b"." + signature).decode()


def test_no_other_algorithm_has_a_way_in() -> None:
    forged = [
        hmac_token(public_pem(), "rsa"),
        hmac_token(SHARED, "shared"),
        token(None, "none", "ec"),
        token(RSA_KEY, "PS256", "rsa"),
        token(RSA_KEY, "RS256", "ec"),
    ]
    for one in forged:
        with pytest.raises(InvalidToken):
            tokens().principal(one)


def test_a_stranger_s_key_is_invalid() -> None:
    stranger = ec.generate_private_key(ec.SECP256R1())
    with pytest.raises(InvalidToken):
        tokens().principal(token(stranger))
    with pytest.raises(InvalidToken, match="no key"):
        tokens().principal(token(stranger, kid="unknown"))


@pytest.mark.parametrize("text", ["", "a.b", "a.b.c", "....", "ä", "eyJhbGciOiJub25lIn0.e30."])
def test_any_text_is_invalid_and_nothing_worse(text: str) -> None:
    with pytest.raises(InvalidToken):
        tokens().principal(text)
