"""By which a payee finds what his open orders promise him: how much, and by when.

They say it themselves, so that a balance follows none of them; closed orders have none. Whoever
follows the table's stream lays and removes them, from the order as it then is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from pydantic import AwareDatetime

from shared.domain.forms import Form
from shared.domain.orders.commissions import Commission
from shared.domain.orders.order import Order
from shared.domain.records import Pointer


class PendingOf(Pointer):
    """What an order promises somebody and has not released yet, by form, in fen.

    `by` is when he may expect the last of it; what puts it off is told once it is known.
    """

    payee: str
    order: str
    fen: dict[Form, int] = {}
    by: AwareDatetime | None = None

    @classmethod
    def parts(cls) -> list[str]:
        """Give the names of the parts of its key."""
        return ["payee", "order"]

    @property
    def is_over(self) -> bool:
        """Whether nothing is promised any more: then it is not to be found."""
        return not self.fen


def pending_of(order: Order) -> Iterator[PendingOf]:
    """Give what an order promises each of those whom it pays."""
    for payee in dict.fromkeys(each.payee for each in order.commissions):
        mine = (each for each in order.commissions if each.payee == payee)
        yield PendingOf(payee=payee, order=order.id, fen=_by_form(mine), by=order.releases_by)


def _by_form(commissions: Iterable[Commission]) -> dict[Form, int]:
    sums: Counter[Form] = Counter()
    for each in commissions:
        sums[each.form] += sum(share.pending for share in each.shares)
    return {form: fen for form, fen in sums.items() if fen}
