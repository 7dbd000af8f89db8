"""Signatures of requests: AWS's version 4, in headers (tests hold it against botocore's)."""

import hashlib
import hmac
import os
from collections.abc import Mapping
from typing import NamedTuple

from shared.adapters.aws.errors import NoCredentials


class Keys(NamedTuple):
    """Whose request it is."""

    id: str
    secret: str
    token: str | None = None

    @classmethod
    def of_environment(cls) -> "Keys":
        """Read the keys that Lambda tells a function. Errors: NoCredentials."""
        told = os.environ.get
        key_id, secret = told("AWS_ACCESS_KEY_ID"), told("AWS_SECRET_ACCESS_KEY")
        if not key_id or not secret:
            raise NoCredentials("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not told")
        return cls(key_id, secret, told("AWS_SESSION_TOKEN") or None)


def signed(
    headers: Mapping[str, str], body: bytes, scope: tuple[str, str], keys: Keys, at: str
) -> Mapping[str, str]:
    """Give the headers of a POST to `/` with a signature over all of them and the body.

    `scope` is region and service, `at` an instant like 20250301T080000Z.
    """
    token = {"X-Amz-Security-Token": keys.token} if keys.token else {}
    told = {**headers, "X-Amz-Date": at, **token}
    parts = (at[:8], *scope, "aws4_request")
    names, digest = _digest(told, body)
    text = f"AWS4-HMAC-SHA256\n{at}\n{'/'.join(parts)}\n{digest}"
    signature = hmac.digest(_key(keys.secret, parts), text.encode(), "sha256").hex()
    credential = f"{keys.id}/{'/'.join(parts)}"
    said = f"Credential={credential}, SignedHeaders={names}, Signature={signature}"
    return {**told, "Authorization": f"AWS4-HMAC-SHA256 {said}"}


def _digest(headers: Mapping[str, str], body: bytes) -> tuple[str, str]:
    """Give the names of what is signed, and a digest of the request in its canonical form."""
    lines = sorted((name.lower(), value.strip()) for name, value in headers.items())
    names = ";".join(name for name, _ in lines)
    told = "".join(f"{name}:{value}\n" for name, value in lines)
    request = f"POST\n/\n\n{told}\n{names}\n{hashlib.sha256(body).hexdigest()}"
    return names, hashlib.sha256(request.encode()).hexdigest()


def _key(secret: str, parts: tuple[str, ...]) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in parts:
        key = hmac.digest(key, part.encode(), "sha256")
    return key
