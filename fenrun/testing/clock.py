"""The business time of a running Fenrun, as a laptop lets it be moved."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from fenrun.client import Client


@dataclass(frozen=True)
class Clock:
    """Moves business time on; whatever falls due on the way has happened when it returns."""

    client: Client

    def now(self) -> datetime:
        """Tell the business time."""
        return datetime.fromisoformat(self.client.get("/_local/status")["business_time"])

    def advance(self, **span: float) -> None:
        """Go on by a span, said as `timedelta` takes it: `advance(days=9)`."""
        self.move_to(self.now() + timedelta(**span))

    def move_to(self, moment: datetime) -> None:
        """Go on to a moment. Errors: ValueError for one that has passed: time never goes back."""
        if moment < (now := self.now()):
            raise ValueError(f"{moment.isoformat()} has passed: it is {now.isoformat()} already")
        self.wait_for(moment)

    def wait_for(self, moment: datetime) -> None:
        """Go on to a moment, unless it has passed."""
        self.client.post("/_local/advance", {"to": moment.isoformat()})

    def settle(self) -> None:
        """Wait until nothing is under way: notices have arrived, transfers are sent."""
        self.client.post("/_local/drain")
