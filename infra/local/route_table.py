"""Which declared route a method and path belong to, by API Gateway's rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from infra.local.rest_api import Route

_PARAMETER = re.compile(r"\{(\w+)(\+?)\}")


@dataclass(frozen=True)
class Match:
    """A route with the values of its path parameters, as they were sent: still percent-encoded."""

    route: Route
    path_parameters: dict[str, str]


class RouteTable:
    """Methods and `{parameter}` segments; a literal segment wins over a parameter.

    On one path an exact method wins over ANY.
    """

    def __init__(self, routes: Iterable[Route]) -> None:
        ordered = sorted(routes, key=lambda it: (it.path.count("{"), it.path, it.method == "ANY"))
        self._routes = [(route, _pattern(route.path)) for route in ordered]

    def match(self, method: str, path: str) -> Match | None:
        """The route that answers, None where API Gateway would know no such route."""
        for route, pattern in self._routes:
            if route.method in (method, "ANY") and (found := pattern.fullmatch(path)):
                return Match(route, found.groupdict())
        return None


def _pattern(path: str) -> re.Pattern[str]:
    parts = []
    end = 0
    for found in _PARAMETER.finditer(path):
        parts.append(re.escape(path[end : found.start()]))
        parts.append(f"(?P<{found[1]}>{'.+' if found[2] else '[^/]+'})")
        end = found.end()
    return re.compile("".join(parts) + re.escape(path[end:]))
