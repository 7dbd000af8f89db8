"""What the API was asked and answered while something played, by its described operation."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from unittest import mock

from infra.local.api.gateway import Gateway
from infra.local.http.message import Request, Response
from infra.local.route_table import Match

JSON = ("application/json", "application/problem+json")


class Exchange(NamedTuple):
    """A request to a route, with what its path named, and its answer."""

    method: str
    route: str
    named: dict[str, str]
    asked: Any
    status: int
    media_type: str
    answered: Any

    @property
    def succeeded(self) -> bool:
        return self.status < 400


@contextmanager
def overheard() -> Iterator[list[Exchange]]:
    """Every exchange in JSON with a route that is there, in the block."""
    heard: list[Exchange] = []
    answer = Gateway.handle

    def handle(gateway: Gateway, request: Request) -> Response:
        response = answer(gateway, request)
        if (match := gateway._routes.match(request.method, request.path)) and response.body:
            heard.extend(_exchange(match, request, response))
        return response

    with mock.patch.object(Gateway, "handle", handle):
        yield heard


def _exchange(match: Match, request: Request, response: Response) -> Iterator[Exchange]:
    kinds = [value for name, value in response.headers if name.lower() == "content-type"]
    media_type = kinds[-1].partition(";")[0] if kinds else ""
    if media_type in JSON:
        asked, answered = _read(request.body), json.loads(response.body)
        place = (request.method, match.route.path, match.path_parameters)
        yield Exchange(*place, asked, response.status, media_type, answered)


def _read(body: bytes) -> Any:
    try:
        return json.loads(body) if body else None
    except ValueError:
        return None
