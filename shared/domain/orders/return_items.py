"""Returns of an order, line by line: where each stands, until when. Source: rules.md."""

from typing import Literal

from pydantic import AwareDatetime

from shared.domain.records import Value

ReturnKind = Literal["return", "exchange", "defect"]
ItemState = Literal[
    "asked",
    "received",
    "awaiting_refund",
    "awaiting_replacement",
    "lapsed",
    "rejected",
    "refunded",
    "replaced",
]
OPEN_ITEM: frozenset[ItemState] = frozenset(
    {"asked", "received", "awaiting_refund", "awaiting_replacement"}
)
MAX_RETURN_ITEMS = 200
"""How many lines an order takes back in all its returns: it has to fit into one item."""


class ReturnItem(Value):
    """Where the return of one line stands, and until when; `late`: it has lasted longer."""

    line: int
    state: ItemState
    due_at: AwareDatetime
    received_at: AwareDatetime | None = None
    late: bool = False

    @property
    def open(self) -> bool:
        """Whether the return is undecided or its consequence is still due."""
        return self.state in OPEN_ITEM


class Return(Value):
    """A customer's request to give lines back, exchange them, or claim a defect."""

    id: str
    kind: ReturnKind
    items: tuple[ReturnItem, ...]

    @property
    def open(self) -> bool:
        """Whether anything of it is undecided or its consequence is still due."""
        return any(item.open for item in self.items)
