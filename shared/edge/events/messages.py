"""What is told of what happened, and of what people did."""

from typing import Annotated, Self

from pydantic import AwareDatetime, Field

from shared.domain.operations import DoneCommand
from shared.domain.records import Value
from shared.edge.events.event_view import EventView
from shared.usecases.events.read_events import Told
from shared.usecases.operations import Operations
from shared.words.telling import operation_words


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


class OperationView(Value):
    """What a person did at an instant, in which role, to which subject, why, and in a sentence."""

    operation_id: str
    at: AwareDatetime
    who: str | None
    role: str | None
    what: str
    subject: str
    reason: str | None
    request_id: str | None
    message: str
    message_zh: str

    @classmethod
    def of(cls, done: DoneCommand) -> Self:
        """Show a command that was done."""
        same = ("at", "role", "what", "subject", "reason")
        words = operation_words(done.what, done.by, done.subject, done.reason)
        return cls(
            operation_id=done.id,
            who=done.by,
            request_id=done.request,
            message=words.en,
            message_zh=words.zh,
            **{name: getattr(done, name) for name in same},
        )


class OperationsView(Value):
    """Operations, oldest first; where `next` is not null, more may follow behind it."""

    items: tuple[OperationView, ...]
    next: str | None

    @classmethod
    def of(cls, found: Operations) -> Self:
        """Show a page of the operation log."""
        return cls(items=tuple(map(OperationView.of, found.items)), next=found.next)
