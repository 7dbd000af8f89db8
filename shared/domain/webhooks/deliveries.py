"""One event on its way to one endpoint: tried at once, then again after growing pauses.

The schedule is the one that Standard Webhooks gives as its example. Source: capabilities C7.
"""

from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple

from pydantic import AwareDatetime

from shared.domain.moments import HeadRecord
from shared.domain.records import NOTHING, AwaitingRecord
from shared.domain.times import FAR, iso_utc
from shared.domain.webhooks.kinds import kind_of

DeliveryState = Literal["pending", "held", "delivered", "dead"]
Fault = Literal[
    "status",
    "timed_out",
    "not_connected",
    "no_certificate",
    "name_unknown",
    "address_not_public",
    "url_refused",
    "not_made",
]
"""Why a try failed; `status`: the endpoint answered something else than 2xx; `not_made`: nothing
was sent, since we could not make the message; `name_unknown` is of old: who is told apart from
`address_not_public` learns which names the house has.
"""

SLOW_SECONDS: Final = 5.0
"""From when on an answer is slow: it holds up the senders as if there were none."""

PAUSES: Final = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=24),
)
"""After which failed tries what pause follows; behind the last a delivery is dead."""

SPAN: Final = sum(PAUSES, timedelta())
"""How long a delivery may take from its beginning on; behind it, it is dead."""

GRACE: Final = timedelta(hours=6)
"""How much later than its schedule a delivery may be, for all that its tries wait for."""

NEXT_TRY: Final = "try"
"""What a delivery awaits that is to be tried."""

LEASE: Final = timedelta(minutes=5)
"""How long a queue may take for a try before it is taken for lost and queued again."""

PING: Final = "ping"
"""What a delivery is about that only tries an endpoint out."""


class Answered(NamedTuple):
    """What became of a try: the status that was answered, else why none was; was it slow."""

    status: int | None
    fault: Fault | None
    slow: bool = False

    @classmethod
    def of_status(cls, status: int) -> "Answered":
        """Judge a status: only 2xx says that it was taken."""
        taken = 200 <= status < 300  # noqa: PLR2004 - HTTP's
        return cls(status, None if taken else "status")


class Delivery(AwaitingRecord):
    """An event for an endpoint, under the same id for ever; its moment stays with its record.

    `recorded_at` is when the event was written down: an endpoint's deliveries stand in that order.
    `begun_at` is when it became a delivery.
    """

    webhook: str
    recorded_at: AwareDatetime
    begun_at: AwareDatetime
    subject: str
    number: int
    kind: str
    state: DeliveryState = "pending"
    tries: int = 0
    status: int | None = None
    fault: Fault | None = None
    tried_at: AwareDatetime | None = None

    @property
    def key(self) -> str:
        """The delivery's place among those of its endpoint."""
        return f"{self.webhook}/{iso_utc(self.recorded_at)}/{self.subject}.{self.number:06d}"

    @property
    def event(self) -> str:
        """The id of the event, and of the webhook that brings it."""
        return f"{self.subject}.{self.number}"

    @property
    def is_ping(self) -> bool:
        """Whether it only tries its endpoint out."""
        return self.kind == f"webhook.{PING}"


def begun(webhook: str, record: HeadRecord, number: int, now: datetime) -> Delivery:
    """Begin the delivery of a record's `number`-th event to an endpoint."""
    return Delivery(
        webhook=webhook,
        recorded_at=record.moments[number - 1].known_at,
        begun_at=now,
        subject=record.about,
        number=number,
        kind=kind_of(record, number),
    )


def pending(delivery: Delivery, due_at: datetime) -> Delivery:
    """Let a delivery be tried at an instant."""
    wait = delivery.waits(NEXT_TRY, due_at)
    return delivery.changed(state="pending", **wait)


def put_off(delivery: Delivery, until: datetime) -> Delivery:
    """Let a delivery wait while its endpoint is left in peace, but not for ever."""
    late = until > delivery.begun_at + SPAN
    return _over(delivery, "dead") if late else pending(delivery, until)


def is_overdue(delivery: Delivery, now: datetime) -> bool:
    """Tell whether a delivery has waited for longer than all of its tries may take."""
    return now > delivery.begun_at + SPAN + GRACE


def dead(delivery: Delivery) -> Delivery:
    """Let nobody try a delivery any more, unless a replay does."""
    return _over(delivery, "dead")


def held(delivery: Delivery) -> Delivery:
    """Keep a delivery for a replay: its endpoint takes none for now."""
    return _over(delivery, "held")


def tried(delivery: Delivery, answered: Answered, now: datetime) -> Delivery:
    """Note a try: it is delivered, due again after a pause, or dead; a dead one stays so."""
    tries = delivery.tries + 1
    noted = delivery.changed(
        tries=tries, status=answered.status, fault=answered.fault, tried_at=now
    )
    if answered.fault is None:
        return _over(noted, "delivered")
    if noted.state != "pending":
        return noted
    pauses = () if delivery.is_ping else PAUSES
    return _over(noted, "dead") if tries > len(pauses) else pending(noted, now + pauses[tries - 1])


def _over(delivery: Delivery, state: DeliveryState) -> Delivery:
    return delivery.changed(state=state, awaiting=NOTHING, due_at=FAR)
