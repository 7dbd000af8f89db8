"""A sum for sharing or following: nobody may be paid to bring others to do so (A095)."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from shared.domain.documents.amounts import Yuan
from shared.domain.rules.bounds import Inducement
from shared.domain.rules.rule import Document, Rule


class ShareRule(Rule):
    """A sum for sharing or following: it can be said only so that the guard refuses it (A095)."""

    example: ClassVar[Document] = {
        "name": "shares",
        "pay_depth": 1,
        "rules": [{"id": "shares", "kind": "share_award", "amount": "1.00"}],
    }
    only_refused: ClassVar[bool] = True

    kind: Literal["share_award"]
    amount: Yuan
    """A sum in yuan."""

    def inducements(self) -> Iterator[Inducement]:
        """Refuse to pay for sharing."""
        yield Inducement("share_award")
