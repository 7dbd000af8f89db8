"""Whether a request comes from this machine's own programs and pages.

A page from elsewhere can make a browser send requests to loopback, under its own name as the origin
or, by a name that it lets point to loopback, as the host.
"""

from urllib.parse import urlsplit

from infra.local.http.message import Request, Response
from shared.words.catalogue import in_both

NAMES = frozenset({"127.0.0.1", "localhost", "::1"})


def refusal(request: Request) -> Response | None:
    """Give the answer to a request that is not of this machine; None for one that is."""
    host, origin = request.header("Host"), request.header("Origin")
    if host is not None and not _is_here(f"//{host}"):
        return Response.problem(403, in_both("control", "other_host", {"host": host}))
    if origin is not None and not _is_here(origin):
        return Response.problem(403, in_both("control", "other_origin", {"origin": origin}))
    return None


def _is_here(url: str) -> bool:
    try:
        return urlsplit(url).hostname in NAMES
    except ValueError:
        return False
