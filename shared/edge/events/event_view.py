"""What a reader is told of something that happened."""

from typing import Self

from shared.domain.events.events import Event
from shared.words.telling import event_words


class EventView(Event):
    """An event as its reader is told it, with what happened in a sentence."""

    message: str
    message_zh: str

    @classmethod
    def of(cls, event: Event) -> Self:
        """Show an event."""
        told = ("facts", "amount_fen", "lines", "by")
        words = event_words(event.code, event.subject, **{it: getattr(event, it) for it in told})
        return cls(**dict(event), message=words.en, message_zh=words.zh)
