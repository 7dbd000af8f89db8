"""The rule that makes up what a history does not tell: all of it follows from a seed."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from infra.replay.history import Purchase

FOUNDERS = 10
RULE = f"""\
The brand enrols {FOUNDERS} distributors itself. Each buyer comes, before the first order, through
the link of one distributor drawn evenly from all who joined before; --alone percent come through
none. Whose name no distributor could bear takes part under a hash of it. --joins percent of the
buyers become distributors after their first order, below whoever brought them (below the first one
enrolled, when nobody did). An order is placed on the hour from 9
to 20 and paid at once; shipped at 16:00 the next day, --late percent five days after it; delivered
at 11:00 one to four days later, --silent percent without a word (auto-receipt). --returns percent
are asked back one to six days after, come in three days later and are inspected the next day: one
in four is rejected, the others are refunded whole. --adjusted percent get half their price back one
to ten days after the window, when the commission is released. On the first of each month at 9:00
finance settles the month that ended, and payees confirm their transfers."""
"""The rule in words; every draw is a hash of the seed, the row or buyer, and what is drawn."""

_DRAWS = 1 << 64


@dataclass(frozen=True)
class Rule:
    """A seed, and how many of a hundred do what `RULE` says."""

    seed: int = 1
    alone: int = 10
    joins: int = 20
    late: int = 5
    silent: int = 5
    returns: int = 8
    adjusted: int = 3

    @property
    def in_words(self) -> str:
        """The seed and the percentages on one line."""
        shares = {name: share for name, share in asdict(self).items() if name != "seed"}
        words = ", ".join(f"{name} {share} %" for name, share in shares.items())
        return f"seed {self.seed}; {words} (what that means: fenrun replay --help)"

    def draw(self, about: object, what: str, below: int) -> int:
        """Draw a whole number from 0 up to `below`, always the same for the same question."""
        text = f"{self.seed}/{about}/{what}".encode()
        number = int.from_bytes(hashlib.sha256(text).digest()[:8])
        return number * below // _DRAWS

    def happens(self, percent: int, about: object, what: str) -> bool:
        """Tell whether something happens that so many of a hundred do."""
        return self.draw(about, what, 100) < percent


def identity(purchases: "Iterable[Purchase]", rule: Rule) -> str:
    """Name a replay by its orders and its rule: the same ones again are the same replay."""
    digest = hashlib.sha256(repr(rule).encode())
    for purchase in purchases:
        digest.update(repr(purchase).encode())
    return digest.hexdigest()[:6]
