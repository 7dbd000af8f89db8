"""What a storm is to be, and what it came to."""

from dataclasses import dataclass
from datetime import timedelta

from infra.storm.contended import Used


@dataclass(frozen=True)
class Storm:
    """What is played: how many releases, by how many workers, each how much business time later.

    100,000 so take a quarter of an hour. A transaction is in flight for `flight_seconds`, a read
    takes `read_seconds`. Without `notes` a credit meets the balance again and again.
    """

    releases: int
    workers: int = 400
    apart: timedelta = timedelta(milliseconds=9)
    flight_seconds: float = 0.5
    read_seconds: float = 0.05
    notes: bool = True


@dataclass(frozen=True)
class Played:
    """What a storm came to: of the money, and of writes, in units of the table."""

    releases: int
    seconds: float
    given_up: int
    arriving: int
    in_the_end: int
    released: int
    promised_fen: int
    available_fen: int
    sum_fen: int
    faults: list[str]
    taken: Used
    refused: Used

    @property
    def is_exact(self) -> bool:
        """Whether every order was released, and every fen is where it belongs, once."""
        exact = self.available_fen == self.promised_fen and not self.sum_fen
        return self.released == self.releases and exact and not (self.faults or self.in_the_end)

    @property
    def refused_units_each(self) -> float:
        """The units that failed attempts used, a release."""
        return self.refused.units / self.releases
