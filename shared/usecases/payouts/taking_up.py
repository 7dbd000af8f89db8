"""What failed is available to its payee again: whichever payout pays it out takes it up."""

from collections.abc import Iterator, Sequence
from typing import Final

from shared.domain.moments import Occasion
from shared.domain.payouts import retries
from shared.domain.payouts.payout_pointers import PayoutOf
from shared.domain.payouts.payouts import Payout, PayoutBook
from shared.domain.records import Record
from shared.ports import Ports
from shared.usecases.approvals.proposing import lapsed

LOOKED_AT: Final = 200
"""How many of a payee's payouts are looked at, the latest first."""


def led_on(ports: Ports, book: PayoutBook) -> Iterator[Record]:
    """Give the failed payouts whose money a new one pays out, each led to it; no retry waits now.

    Whoever fails meanwhile changes the balance that is written along, so that none is missed.
    """
    new, occasion = book.payout, Occasion(book.recorded_at, book.command, book.by)
    for failed in retries.taken_up(_latest(ports, new), new, book.balance.available):
        yield retries.paid_again(failed, new, retries.failed_fen(failed), occasion)
        yield from lapsed(ports, failed.retry_proposal, occasion, {"paid_as": new.id})


def _latest(ports: Ports, new: Payout) -> Sequence[Payout]:
    pointers = ports.store.listed(PayoutOf, new.payee, limit=LOOKED_AT, latest_first=True)
    return ports.store.get_all(Payout, [each.payout for each in pointers.items], exact=True)
