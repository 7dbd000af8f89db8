"""By which clock a document is judged: a laptop's business time, else this computer's."""

from datetime import UTC, datetime
from typing import NamedTuple

from fenrun.client import NOBODY, Client, Problem
from fenrun.terminal.running import Running
from fenrun.terminal.there import There
from fenrun.terminal.times import written
from shared.domain.errors import Clause
from shared.words.catalogue import term
from shared.words.wording import Words


class Judged(NamedTuple):
    """An instant, and by which clock: a code of the register `judged_by`, with its facts."""

    at: datetime
    clock: Clause

    @property
    def words(self) -> Words:
        """Say by which clock it was judged."""
        return term("terminal", "judged", {"clock": self.clock, "at": written(self.at)})


def judged_now(there: There) -> Judged:
    """Give the time by which a proposal there would be judged now. Errors: those of requests."""
    if there.url is not None:
        return _at_url(there.url)
    running = Running.in_folder(there.data)
    if running is None:
        return _by_computer(Clause("computer_alone", {"folder": str(there.data)}))
    return _by_business(running.base_url)


def _at_url(url: str) -> Judged:
    """Only a laptop's business time is another than the world's, and only a laptop tells it."""
    try:
        return _by_business(url)
    except Problem:
        return _by_computer(Clause("computer"))


def _by_business(url: str) -> Judged:
    status = Client(url, NOBODY).get("/_local/status")
    return Judged(datetime.fromisoformat(status["business_time"]), Clause("business_time"))


def _by_computer(clock: Clause) -> Judged:
    return Judged(datetime.now(UTC).replace(microsecond=0), clock)
