"""How an endpoint fares: one that fails again and again is left in peace, then given up.

So that it neither takes the senders' time from the others, nor is tried for ever.
"""

from datetime import datetime, timedelta
from typing import Final

from pydantic import AwareDatetime

from shared.domain.records import Record

GIVEN_UP_AFTER: Final = timedelta(days=5)
"""How long an endpoint may take nothing before it is disabled."""

BORNE: Final = 5
"""How many tries in a row may fail before the endpoint is left in peace for a while."""

GONE: Final = 410
"""The status by which an endpoint says that it wants nothing more."""

_FIRST_PEACE: Final = timedelta(minutes=1)
_DOUBLINGS_SLOW: Final = 4
_DOUBLINGS_DOWN: Final = 7
"""At each end of the peace all that waits is looked at, so what takes nothing is asked rarely."""


class Health(Record):
    """The tries that failed or were slow in a row; None and 0 of one that fares well.

    `failing_since` is None of one that takes what it is sent, however slowly.
    """

    webhook: str
    failing_since: AwareDatetime | None = None
    failures: int = 0
    quiet_until: AwareDatetime | None = None

    @property
    def key(self) -> str:
        """The endpoint's id."""
        return self.webhook

    def is_quiet(self, now: datetime) -> bool:
        """Tell whether the endpoint is left in peace."""
        return self.quiet_until is not None and now < self.quiet_until

    def is_given_up(self, now: datetime) -> bool:
        """Tell whether it has taken nothing for too long."""
        return self.failing_since is not None and self.failing_since + GIVEN_UP_AFTER <= now


def recovered(health: Health) -> Health:
    """Forget what failed: the endpoint took a delivery, or somebody says that it will."""
    return health.changed(failing_since=None, failures=0, quiet_until=None)


def slowed(health: Health, now: datetime) -> Health:
    """Note a delivery that was taken, but slowly: left in peace it may be, never given up."""
    return _quieter(health, now, _DOUBLINGS_SLOW).changed(failing_since=None)


def worsened(health: Health, now: datetime) -> Health:
    """Note a failure more; from some on, leave the endpoint in peace, each time for longer."""
    since = health.failing_since or now
    return _quieter(health, now, _DOUBLINGS_DOWN).changed(failing_since=since)


def _quieter(health: Health, now: datetime, most: int) -> Health:
    failures = health.failures + 1
    doublings = min(failures - BORNE, most)
    quiet = now + _FIRST_PEACE * 2**doublings if doublings >= 0 else None
    return health.changed(failures=failures, quiet_until=quiet)
