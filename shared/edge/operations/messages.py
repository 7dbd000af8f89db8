"""What is told of what people did."""

from typing import Self

from pydantic import AwareDatetime

from shared.domain.operations import DoneCommand
from shared.domain.records import Value
from shared.edge.http.pages import ListedInTime
from shared.words.telling import operation_words


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


class OperationsView(ListedInTime[OperationView]):
    """Operations, oldest first; where `next` is not null, more may follow behind it."""
