"""State machines that wait with a record: the token by which each is woken.

It stands beside the record in an item of its own, which the machine puts and nobody removes.
"""

from datetime import datetime

from pydantic import AwareDatetime

from shared.domain.records import AwaitingRecord, Pointer
from shared.domain.times import FAR


class TaskToken(Pointer):
    """The token of the machine that waits with a record, for what, and until when.

    `holder` is the partition of the record, `name` its place in there.
    """

    holder: str
    name: str
    token: str = ""
    awaiting: str = ""
    due_at: AwareDatetime = FAR

    @classmethod
    def parts(cls) -> list[str]:
        """Give the names of the parts of its key."""
        return ["holder", "name"]

    def fits(self, record: AwaitingRecord) -> bool:
        """Tell whether its machine still waits for what the record does."""
        return record.still_waits(self.awaiting, self.due_at)

    def is_of(self, awaiting: str, due_at: datetime) -> bool:
        """Tell whether it waits for just that."""
        return (self.awaiting, self.due_at) == (awaiting, due_at)
