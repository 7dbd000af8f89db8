"""A client of Fenrun's API: one caller, who signs or bears a token, repeats and pages."""

import json
import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, TypeVar
from urllib.parse import quote, urlencode, urlsplit

import requests

from fenrun.client.credentials import NOBODY, Credential
from fenrun.client.problem import Answer, answer_of, is_refused, problem_of

TIMEOUT_SECONDS: Final = 60.0

PAUSES: Final = (0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds between one try and the next."""

PASSING: Final = frozenset({"busy", "channel_unavailable"})
"""Problems after which the same request may be sent again, and may be answered."""

PASSING_STATUSES: Final = frozenset({429, 502, 503, 504})
"""What gateways on the way answer while something is overloaded or restarts."""

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

Page = TypeVar("Page")
Place = TypeVar("Place")


class EndlessPages(Exception):
    """A list led back to a page that had been read before."""


@dataclass
class Client:
    """Calls the Fenrun at a URL as one caller.

    Every POST goes under an Idempotency-Key, one of its own where none is given. What fails on the
    way or meets a busy Fenrun is sent again under the same key, so that it has one effect.
    """

    url: str
    credential: Credential = NOBODY
    timeout_seconds: float = TIMEOUT_SECONDS
    pauses: Sequence[float] = PAUSES
    session: requests.Session = field(default_factory=requests.Session, repr=False)

    def __post_init__(self) -> None:
        self.url = self.url.rstrip("/")
        # An Authorization of the user's .netrc would take the place of ours.
        self.session.auth = _as_it_is
        if urlsplit(self.url).hostname in _LOOPBACK:
            self.session.trust_env = False  # a proxy cannot reach loopback

    def get(self, path: str, **query: object) -> Answer:
        """Read what stands at a path; a query of None is left out. Errors: Problem."""
        return self.call("GET", _with_query(path, query))

    def post(self, path: str, body: object = None, *, key: str | None = None) -> Answer:
        """Post a body as JSON, or none. Errors: Problem."""
        return self.call("POST", path, body, key)

    def pages(self, path: str, **query: object) -> Iterator[Answer]:
        """Read a list page by page; one whose `next` leads to itself is the last.

        Errors: Problem, EndlessPages.
        """
        after = query.pop("after", None)

        def page_behind(place: object) -> tuple[Answer, object]:
            page = self.get(path, **query, after=place)
            return page, page.get("next")

        return _paged(path, page_behind, after)

    def items(self, path: str, **query: object) -> Iterator[Answer]:
        """Read everything that a list's pages have as `items`. Errors: Problem, EndlessPages."""
        for page in self.pages(path, **query):
            yield from page["items"]

    def csv_pages(self, path: str, **query: object) -> Iterator[str]:
        """Read a list page by page as CSV, each page below the names of its columns.

        Errors: Problem, EndlessPages, and those of requests.
        """

        def page_behind(asked: str) -> tuple[str, str | None]:
            response = self.ask("GET", f"{path}{asked}", accept="text/csv")
            if is_refused(response):
                raise problem_of(response)
            return response.content.decode(), response.links.get("next", {}).get("url")

        return _paged(path, page_behind, _with_query("", query))

    def call(self, method: str, path: str, body: object = None, key: str | None = None) -> Answer:
        """Call, and give the answer's JSON. Errors: Problem, and those of requests."""
        return answer_of(self.ask(method, path, body, key))

    def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        key: str | None = None,
        *,
        accept: str | None = None,
    ) -> requests.Response:
        """Send until something else comes back than that it should be tried again.

        Errors: those of requests.
        """
        method, key = method.upper(), key or new_key(method)
        for pause in self.pauses:
            with suppress(requests.ConnectionError):
                response = self.send(method, path, body, key, accept=accept)
                if not _passes(response):
                    return response
            time.sleep(pause)
        return self.send(method, path, body, key, accept=accept)

    def send(
        self,
        method: str,
        path: str,
        body: object = None,
        key: str | None = None,
        *,
        accept: str | None = None,
    ) -> requests.Response:
        """Send once and give whatever comes back; no redirect is followed."""
        method = method.upper()
        sent = self.credential.proven(method, self.url + path, _raw(body), key or new_key(method))
        accepted = {} if accept is None else {"Accept": accept}
        return self.send_raw(*sent[:3], {**sent.headers, **accepted})

    def send_raw(
        self, method: str, url: str, body: bytes, headers: Mapping[str, str]
    ) -> requests.Response:
        """Send just this."""
        return self.session.request(
            method,
            url,
            data=body,
            headers=dict(headers),
            timeout=self.timeout_seconds,
            allow_redirects=False,
        )


def path_of(*steps: str) -> str:
    """Write a path; what a step holds is never taken for two: `path_of("v1", "orders", id)`."""
    return "".join(f"/{quote(step, safe='')}" for step in steps)


def _paged(
    path: str, page_behind: Callable[[Place], tuple[Page, Place | None]], place: Place
) -> Iterator[Page]:
    """Read page after page, on from a place; one that leads to itself is the last."""
    seen = {place}
    while True:
        page, following = page_behind(place)
        yield page
        if following is None or following == place:
            return
        if following in seen:
            raise EndlessPages(f"{path}: {following!r}")
        seen.add(following)
        place = following


def _with_query(path: str, query: Mapping[str, object]) -> str:
    given = {name: value for name, value in query.items() if value is not None}
    return f"{path}?{urlencode(given, quote_via=quote)}" if given else path


def _raw(body: object) -> bytes:
    if body is None:
        return b""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def new_key(method: str) -> str | None:
    """Give an Idempotency-Key of its own to a POST, to no other method."""
    return secrets.token_hex(16) if method.upper() == "POST" else None


def _passes(response: requests.Response) -> bool:
    if response.status_code in PASSING_STATUSES:
        return True
    return is_refused(response) and problem_of(response).code in PASSING


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request
