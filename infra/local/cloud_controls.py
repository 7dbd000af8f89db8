"""The cloud's own routes: move business time, wait for quiet, say how things are."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Protocol

from infra.local.api.gateway import Control
from infra.local.clock.activity import NotQuiet
from infra.local.clock.business_clock import Halted
from infra.local.http.message import Request, Response
from shared.domain.errors import Fault
from shared.domain.times import EARLIEST, LATEST
from shared.words.catalogue import term

logger = logging.getLogger(__name__)


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
        target = _target(request, datetime.fromisoformat(cloud.status()["business_time"]))
        seconds = _seconds(request)
        return _settled(cloud, lambda: _advanced(cloud, target, seconds))

    def drain(_: Request) -> Response:
        return _settled(cloud, cloud.drain)

    return {
        "GET /_local/status": status,
        "POST /_local/advance": advance,
        "POST /_local/drain": drain,
    }


LONGEST = timedelta(days=10 * 366)
"""Ten years: nobody needs to go on further at once."""


def _target(request: Request, now: datetime) -> datetime:
    """Give the instant to go to. Errors: Fault, for one too far away or without an offset."""
    target = _asked(request, now)
    if target - now > LONGEST or not EARLIEST <= target.year <= LATEST:
        raise Fault("control_far", latest=LATEST)
    return target


def _asked(request: Request, now: datetime) -> datetime:
    match request.json():
        case {"to": str(moment)} if (target := datetime.fromisoformat(moment)).tzinfo:
            return target
        case {"seconds": int(seconds) | float(seconds)} if _is_span(seconds):
            return now + timedelta(seconds=seconds)
    raise Fault("control_target")


def _seconds(request: Request) -> float | None:
    match request.json():
        case {"within_seconds": int(seconds) | float(seconds)} if _is_span(seconds):
            return float(seconds)
        case {"within_seconds": _}:
            raise Fault("control_within")
    return None


def _is_span(seconds: float) -> bool:
    return not isinstance(seconds, bool) and 0 <= seconds <= LONGEST.total_seconds()


def _advanced(cloud: Steerable, target: datetime, seconds: float | None) -> dict[str, Any]:
    """Advance to the end, or for so long at most and say whether that was enough."""
    if seconds is None:
        cloud.advance(target)
        return {}
    return {"reached": cloud.go_on(target, seconds)}


def _settled(cloud: Steerable, action: Callable[[], dict[str, Any] | None]) -> Response:
    try:
        told = action() or {}
    except (NotQuiet, Halted) as error:
        return Response.told(503, term("control", "stands", {"why": error}))
    except Exception as error:
        logger.exception("what fell due has failed")
        at = cloud.status()["business_time"]
        facts = {"at": at, "why": f"{type(error).__name__}: {error}"}
        return Response.told(500, term("control", "due_failed", facts))
    return Response.of_json(200, {**cloud.status(), **told})
