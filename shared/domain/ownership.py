"""Whose records a caller may reach."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Scope:
    """What a caller may reach of the records that belong to somebody: his own; without owner, all.

    A record outside is for him as if it did not exist.
    """

    owner: str | None = None

    def reaches(self, owner: str | None) -> bool:
        """Tell whether what belongs to `owner` is inside."""
        return self.owner in (None, owner)


ALL: Final = Scope()
"""What staff, machines and the channel reach."""
