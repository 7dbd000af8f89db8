"""Which pages may call: those of the origins that the template names, none where it names none.

No answer ever allows credentials: callers bear tokens, and no cookie speaks for a page.
"""

from typing import Final

from chalice.app import Response

ANY: Final = "*"
EXPOSED: Final = "Allow, Link, Retry-After, X-Request-Id"
_METHODS: Final = "GET, POST, PUT, PATCH, DELETE"
"""What a path knows of these, its `Allow` says."""
_SENT: Final = "Authorization, Content-Type, Idempotency-Key"
_REMEMBERED: Final = "7200"
"""Seconds; no browser remembers longer."""


def readable_by(origin: str | None, allowed: frozenset[str]) -> dict[str, str]:
    """The headers by which a page of an origin may read an answer; none where it may not."""
    if not allowed:
        return {}
    if ANY in allowed:
        return {"Access-Control-Allow-Origin": ANY, "Access-Control-Expose-Headers": EXPOSED}
    if origin not in allowed:
        return {"Vary": "Origin"}
    return {
        "Access-Control-Allow-Origin": str(origin),
        "Access-Control-Expose-Headers": EXPOSED,
        "Vary": "Origin",
    }


def preflight(origin: str | None, allowed: frozenset[str]) -> Response:
    """Say to a page that it may call, where it may."""
    headers = readable_by(origin, allowed)
    if "Access-Control-Allow-Origin" in headers:
        headers |= {
            "Access-Control-Allow-Methods": _METHODS,
            "Access-Control-Allow-Headers": _SENT,
            "Access-Control-Max-Age": _REMEMBERED,
        }
    return Response("", {**headers}, 204)


def let_read(response: Response, origin: str | None, allowed: frozenset[str]) -> None:
    """Let a page read an answer, where it may; what varies already varies by the origin as well."""
    headers = readable_by(origin, allowed)
    varies = [str(each["Vary"]) for each in (response.headers, headers) if "Vary" in each]
    response.headers.update(headers)
    if varies:
        response.headers["Vary"] = ", ".join(varies)
