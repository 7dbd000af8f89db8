"""A distributor's move under another upline: proposed by one person, approved by another.

Source: A012, A101; rules.md, People.
"""

from shared.domain.errors import Refused
from shared.domain.network.people import Distributor, PayeeId
from shared.domain.records import Value


class TransferWish(Value):
    """Under whom a distributor is to stand."""

    to: PayeeId


class Transfer(Value):
    """Somebody wants a distributor under `to`, in the place of his `relation`-th upline."""

    to: str
    relation: int


def transfer(distributor: Distributor, to: str) -> Transfer:
    """Say what is to move. Errors: illegal_transition where he stands under that upline already."""
    if distributor.upline == to:
        raise Refused(
            "illegal_transition", "stands_there_already", distributor=distributor.id, upline=to
        )
    return Transfer(to=to, relation=distributor.relation)


def require_unmoved(proposed: Transfer, distributor: Distributor) -> None:
    """Refuse with illegal_transition a proposal that another transfer has overtaken."""
    if proposed.relation != distributor.relation:
        raise Refused("illegal_transition", "upline_has_changed", distributor=distributor.id)
