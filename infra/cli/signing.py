"""The client's side of a signed request: the headers a storefront sends."""

from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from shared.edge.callers.signatures import Message, canonical_query, content_digest, sign


def canonical_url(url: str) -> str:
    """The same address with its query in the one spelling that is signed."""
    parts = urlsplit(url)
    query = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    return parts._replace(query=canonical_query(query)).geturl()


def signed_headers(
    message: tuple[str, str, bytes],
    *,
    key_id: str,
    secret: bytes,
    created: datetime,
    idempotency_key: str | None = None,
) -> dict[str, str]:
    """All headers of a signed request, given (method, URL as from `canonical_url`, raw body).

    A body is taken to be JSON; `created` is the machine's time and holds for 300 seconds.
    """
    method, url, body = message
    headers = {"authorization": "Signature"}
    if body:
        headers |= {"content-type": "application/json", "content-digest": content_digest(body)}
    if idempotency_key is not None:
        headers["idempotency-key"] = idempotency_key
    signed = Message(method.upper(), url, headers)
    return headers | sign(signed, key_id=key_id, secret=secret, created=created)
