"""A command as its endpoint takes it; each room has its own in `endpoints/<room>.py`."""

from typing import Any, NamedTuple

WHY = {"reason": "as the contract says"}


class Endpoint(NamedTuple):
    """Who calls where with a body that would pass, of something that nobody knows."""

    who: str
    path: str
    body: dict[str, Any]
