"""How a storefront signs: HTTP message signatures (RFC 9421, hmac-sha256), digests (RFC 9530)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from http_message_signatures import ContentDigest, HTTPMessageSigner, MappingKeyResolver
from http_message_signatures.algorithms import HMAC_SHA256

_ALWAYS_COVERED = ("@method", "@path", "@query")
_IN_A_STEP = ":@!$&'()*+,;="
"""What may stand in a step of a path as it is, beside letters, digits and `-._~` (RFC 3986)."""

_COVERED_WHEN_SENT = ("content-digest", "idempotency-key")


@dataclass(frozen=True, slots=True)
class _Message:
    """What of a request is signed, as the library wants it."""

    method: str
    url: str
    headers: dict[str, str]


def canonical_url(url: str) -> str:
    """The same address with path and query in the one spelling that is sent and signed.

    The query is sorted by name and percent-encoded (RFC 3986): a gateway hands over decoded
    parameters without their order. Of the path, each step is. Errors: ValueError for what is no
    query.
    """
    parts = urlsplit(url)
    path = "/".join(quote(unquote(step), safe=_IN_A_STEP) for step in parts.path.split("/"))
    query = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    spelt = urlencode(sorted(query.items()), doseq=True, quote_via=quote)
    return parts._replace(path=path, query=spelt).geturl()


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
    signed = (method, url, headers)
    return headers | sign(signed, key_id=key_id, secret=secret, created=created)


def sign(
    message: tuple[str, str, Mapping[str, str]], *, key_id: str, secret: bytes, created: datetime
) -> dict[str, str]:
    """The headers of a signature for (method, URL, headers with names in small letters)."""
    method, url, headers = message
    signed = _Message(method.upper(), url, dict(headers))
    keys = MappingKeyResolver(public_keys={}, private_keys={key_id: secret})
    HTTPMessageSigner(signature_algorithm=HMAC_SHA256, key_resolver=keys).sign(
        signed,
        key_id=key_id,
        created=created.astimezone(UTC),
        label="sig1",
        covered_component_ids=_covered(headers),
        use_existing_digest="content-digest" in headers,
    )
    return {name.lower(): signed.headers[name] for name in ("Signature-Input", "Signature")}


def content_digest(body: bytes) -> str:
    """The value of a `Content-Digest` header: SHA-256 of the raw body."""
    return ContentDigest.create(body)


def _covered(headers: Mapping[str, str]) -> tuple[str, ...]:
    return _ALWAYS_COVERED + tuple(name for name in _COVERED_WHEN_SENT if name in headers)
