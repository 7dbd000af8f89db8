"""Deliveries from a point on once more, one after the other in their order."""

from datetime import datetime, timedelta
from typing import Final, Literal

from pydantic import AwareDatetime

from shared.domain.errors import Refused
from shared.domain.records import NOTHING, AwaitingRecord
from shared.domain.times import FAR, iso_utc
from shared.domain.webhooks.deliveries import LEASE, PAUSES, Delivery

ReplayState = Literal["running", "done", "stopped", "full"]

NEXT_STEP: Final = "step"
"""What a replay awaits that goes on."""

LONGEST_AGE: Final = timedelta(days=90)
"""How far back a replay may begin; what is older, the feed tells."""

MOST: Final = 10_000
"""How many events one replay sends; then it is full, and another goes on."""


class Replay(AwaitingRecord):
    """The one replay of an endpoint: what was recorded from `since` up to `until`.

    `every`: also what was delivered before. `after` is the place of the last that was taken;
    `failures` counts tries of the next one.
    """

    webhook: str
    command: str
    since: AwareDatetime
    until: AwareDatetime
    every: bool = False
    state: ReplayState = "running"
    after: str = ""
    sent: int = 0
    failures: int = 0

    @property
    def key(self) -> str:
        """The endpoint's id."""
        return self.webhook

    @property
    def is_full(self) -> bool:
        """Whether it has sent as much as one may."""
        return self.sent >= MOST

    @property
    def reached(self) -> datetime | None:
        """When the last event was written down that it sent or passed over."""
        return datetime.fromisoformat(self.after.partition("/")[0]) if self.after else None

    def takes(self, delivery: Delivery) -> bool:
        """Tell whether it sends a delivery again."""
        if delivery.is_ping:
            return False
        return self.every or delivery.state != "delivered"


def begun(known: Replay | None, new: Replay, now: datetime) -> Replay:
    """Begin a replay in the place of the one before. Errors: illegal_transition, invalid."""
    if new.since < now - LONGEST_AGE:
        earliest = iso_utc(now - LONGEST_AGE)
        raise Refused("invalid", "replay_too_old", days=LONGEST_AGE.days, earliest=earliest)
    if new.since > now:
        raise Refused("invalid", "replay_in_future", now=iso_utc(now))
    if known is not None and known.state == "running":
        raise Refused("illegal_transition", "replay_is_running")
    version = known.version if known else 0
    return new.changed(version=version, awaiting=NEXT_STEP, due_at=now + LEASE)


def gone_on(replay: Replay, place: str, now: datetime, *, sent: bool) -> Replay:
    """Go on behind a delivery, that was sent or passed over."""
    count = replay.sent + sent
    return replay.changed(after=place, sent=count, failures=0, due_at=now + LEASE)


def put_off(replay: Replay, now: datetime) -> Replay:
    """Try the same delivery again after a pause; behind the last pause, stop."""
    failures = replay.failures + 1
    if failures > len(PAUSES):
        return over(replay, "stopped")
    return replay.changed(failures=failures, due_at=now + PAUSES[failures - 1])


def over(replay: Replay, state: ReplayState) -> Replay:
    """End a replay."""
    return replay.changed(state=state, awaiting=NOTHING, due_at=FAR)
