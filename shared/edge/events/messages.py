"""What is told of what happened."""

from typing import Annotated, Self

from pydantic import Field

from shared.domain.records import Value
from shared.edge.events.event_view import EventView
from shared.usecases.events.read_events import Told


class Events(Value):
    """Events in the order in which they arrived; keep `next`, and ask behind it for later ones.

    An event may come again, always under its own id.
    """

    items: tuple[EventView, ...]
    next: str

    @classmethod
    def of(cls, told: Told) -> Self:
        """Show a page of a feed."""
        return cls(items=tuple(map(EventView.of, told.events)), next=told.next)


class Redelivery(Value):
    """About what the feeds are to be filled again: a subject as events name it."""

    subject: Annotated[str, Field(strict=True, min_length=1, max_length=100)]


class Redelivered(Value):
    """About what the feeds are filled again."""

    subject: str
