"""A channel's notice that fits no order: kept for an operator, once."""

from pydantic import AwareDatetime

from shared.domain.records import Record


class OddNotice(Record):
    """Money that was reported and cannot be taken in; `reason` is the refusal's code."""

    channel: str
    notice: str
    reason: str
    order: str
    amount_fen: int
    at: AwareDatetime

    @property
    def key(self) -> str:
        """The notice's own number at its channel."""
        return f"{self.channel}/{self.notice}"
