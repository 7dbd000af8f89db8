"""Whether a request comes from this machine's own programs and pages.

A page from elsewhere can make a browser send requests to loopback, under its own name as the origin
or, by a name that it lets point to loopback, as the host.
"""

import re
from collections.abc import Iterable

from infra.local.http.message import Request, Response
from shared.words.catalogue import in_both

_HOST = r"(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?"
_HERE = re.compile(_HOST, re.IGNORECASE)
_PAGE_HERE = re.compile(f"https?://{_HOST}", re.IGNORECASE)

_FROM_ELSEWHERE = "cross-site"
"""What a browser says of a request that a page of another site made."""


def refusal(request: Request) -> Response | None:
    """Give the answer to a request that is not of this machine; None for one that is."""
    for host in _other(request, "Host", _HERE):
        return Response.problem(403, in_both("control", "other_host", {"host": host}))
    for origin in _other(request, "Origin", _PAGE_HERE):
        return Response.problem(403, in_both("control", "other_origin", {"origin": origin}))
    # A page of this machine that a browser takes for another site says its origin.
    if request.header("Origin") is None and request.header("Sec-Fetch-Site") == _FROM_ELSEWHERE:
        return Response.problem(403, in_both("control", "other_site", {}))
    return None


def _other(request: Request, name: str, here: re.Pattern[str]) -> Iterable[str]:
    """Give each value of a header, however often it is sent, that is no place of this machine."""
    sent = (value for each, value in request.headers if each.lower() == name.lower())
    return (value for value in sent if not here.fullmatch(value))
