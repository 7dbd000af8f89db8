"""How a task tells its state machine that nothing has the id that it was started with."""

from collections.abc import Iterator
from contextlib import contextmanager

from shared.domain.errors import Refused


class UnknownRecord(Exception):
    """Nothing has this id: the machine was started with a wrong input, and no pause mends that."""


@contextmanager
def unknown_told() -> Iterator[None]:
    """Raise UnknownRecord where an order, a refund or a payout is not there."""
    try:
        yield
    except Refused as refused:
        if refused.code in ("unknown_order", "unknown_refund", "unknown_payout"):
            raise UnknownRecord(f"{refused.code}: {dict(refused.facts)}") from refused
        raise
