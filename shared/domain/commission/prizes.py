"""Who reached what in a period, and what a place among them won. Source: A087."""

from shared.domain.records import Value


class Ranked(Value):
    """Somebody with what he reached."""

    payee: str
    reached: int


class Prize(Value):
    """What a place won, to be kept while the measure stays above `above`."""

    place: int
    amount_fen: int
    above: int
