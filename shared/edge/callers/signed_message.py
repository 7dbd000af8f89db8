"""A request as its signature sees it, and the one error about it."""

from dataclasses import dataclass
from typing import Final

_ALWAYS_COVERED: Final = ("@method", "@path", "@query")
_COVERED_WHEN_SENT: Final = ("content-digest", "idempotency-key")


class Forged(Exception):
    """A signature that does not hold, is missing, or is not fresh; the text says why."""


@dataclass(frozen=True, slots=True)
class Message:
    """What of a request is signed: `url` is absolute and encoded, header names are lower case.

    `authority` is the host that the API was called at, as API Gateway says it; the URL's is not.
    """

    method: str
    url: str
    headers: dict[str, str]
    authority: str | None = None

    def covered(self) -> tuple[str, ...]:
        """The components that a signature of this message has to cover."""
        return _ALWAYS_COVERED + tuple(name for name in _COVERED_WHEN_SENT if name in self.headers)
