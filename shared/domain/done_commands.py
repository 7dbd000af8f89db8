"""A command that changes no order remembers its key by a record of its own."""

from shared.domain.records import Record


class DoneCommand(Record):
    """A command that was done: its command's id, and the hash of its body."""

    id: str
    body_hash: str

    @property
    def key(self) -> str:
        """The command's id."""
        return self.id
