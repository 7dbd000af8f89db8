"""A process's business clock: the machine's, unless a laptop puts a virtual one in its place."""

from collections.abc import Callable
from datetime import UTC, datetime

from shared.domain.times import whole_second

Source = Callable[[], datetime]


def machine_now() -> datetime:
    """Tell the machine's time: for signatures, tokens and freshness, never for a rule."""
    return datetime.now(UTC)


_source: Source = machine_now


def run_on(source: Source) -> None:
    """Let every business clock of this process tell another time; never back."""
    global _source  # noqa: PLW0603 - one process has one business time
    _source = source


class BusinessClock:
    """Tells the time that makes rules, deadlines and facts, in whole seconds."""

    def now(self) -> datetime:
        """Tell the business time."""
        return whole_second(_source())
