"""A sum for recruits: nobody may be paid by the number of people (A075, A097)."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from shared.domain.documents.amounts import Yuan
from shared.domain.rules.bounds import Inducement
from shared.domain.rules.rule import Document, Rule


class RecruitRule(Rule):
    """A sum for recruits: it can be said only so that the guard refuses it (A075, A097)."""

    example: ClassVar[Document] = {
        "name": "heads",
        "pay_depth": 1,
        "rules": [{"id": "heads", "kind": "recruit_award", "amount": "50.00"}],
    }
    only_refused: ClassVar[bool] = True

    kind: Literal["recruit_award"]
    amount: Yuan
    """A sum in yuan."""

    def inducements(self) -> Iterator[Inducement]:
        """Refuse to count people."""
        yield Inducement("headcount_reward")
