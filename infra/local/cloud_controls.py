"""The cloud's own routes: move business time, wait for quiet, say how things are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Protocol

from infra.local.api.gateway import Control
from infra.local.clock.activity import NotQuiet
from infra.local.clock.business_clock import Halted
from infra.local.http.message import Request, Response


class Steerable(Protocol):
    """What the control routes need of a cloud."""

    def advance(self, target: timedelta | datetime) -> None: ...

    def go_on(self, target: timedelta | datetime, seconds: float) -> bool: ...

    def drain(self) -> None: ...

    def status(self) -> dict[str, Any]: ...


def cloud_controls(cloud: Steerable) -> dict[str, Control]:
    """The control routes by method and path."""

    def status(_: Request) -> Response:
        return Response.of_json(200, cloud.status())

    def advance(request: Request) -> Response:
        target, seconds = _target(request), _seconds(request)
        return _settled(cloud, lambda: _advanced(cloud, target, seconds))

    def drain(_: Request) -> Response:
        return _settled(cloud, cloud.drain)

    return {
        "GET /_local/status": status,
        "POST /_local/advance": advance,
        "POST /_local/drain": drain,
    }


LONGEST_SECONDS = 10 * 366 * 86_400
"""Ten years: nobody needs to go on further at once."""


def _target(request: Request) -> timedelta | datetime:
    match request.json():
        case {"to": str(moment)}:
            return datetime.fromisoformat(moment)
        case {"seconds": int(seconds) | float(seconds)} if 0 <= seconds <= LONGEST_SECONDS:
            return timedelta(seconds=seconds)
    raise ValueError('send {"seconds": 3600} or {"to": "2026-01-31T00:00:00+00:00"}')


def _seconds(request: Request) -> float | None:
    match request.json():
        case {"within_seconds": int(seconds) | float(seconds)} if 0 <= seconds <= LONGEST_SECONDS:
            return float(seconds)
        case {"within_seconds": _}:
            raise ValueError("within_seconds is a number, not below 0")
    return None


def _advanced(
    cloud: Steerable, target: timedelta | datetime, seconds: float | None
) -> dict[str, Any]:
    """Advance to the end, or for so long at most and say whether that was enough."""
    if seconds is None:
        cloud.advance(target)
        return {}
    return {"reached": cloud.go_on(target, seconds)}


def _settled(cloud: Steerable, action: Callable[[], dict[str, Any] | None]) -> Response:
    try:
        told = action() or {}
    except (NotQuiet, Halted) as error:
        return Response.of_json(503, {"detail": str(error)})
    return Response.of_json(200, {**cloud.status(), **told})
