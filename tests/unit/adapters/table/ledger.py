"""A journal entry and purses as they stand in the table."""

from typing import Any, get_args

from shared.domain.forms import Form
from shared.domain.ledger.arrivals import Arrivals, Arriving, HeldArrival
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import Chain, JournalEntry, LineLeft, Posting, append
from shared.domain.records import Record
from tests.unit.adapters.samples import T0, at

NO_ENTRIES = Chain()


def entry(subject: str = "ORDER#ORDERA", chain: Chain = NO_ENTRIES) -> tuple[Chain, JournalEntry]:
    posting = Posting(from_account="brand:commission", to_account="A:pending", amount_fen=5, line=1)
    return append(
        chain,
        subject=subject,
        at=T0,
        recorded_at=at(1),
        cause="paid",
        command="COMMAND",
        postings=(posting,),
        left=(LineLeft(1, 9_500),),
    )


EXAMPLES = (
    entry()[1],
    Balance(payee="A", available=7, debt=3, hold=2, closed_holds={1: "released"}),
    Balance(payee="A", form="points", held=5, standing="suspended"),
    Arriving(payee="A", order="ORDERA", number=3, fen=5),
    HeldArrival(payee="A", form="points", order="ORDERA", number=3, hold=1),
    Arrivals(payee="A", open_until=at(30), awaiting="draining", due_at=at(1)),
)


NUMBERS = range(3, 8)

SIBLINGS: dict[type[Record], list[Any]] = {
    Balance: [Balance(payee="A", form=form) for form in get_args(Form)],
    Arriving: [Arriving(payee="A", order="ORDERA", number=each, fen=5) for each in NUMBERS],
    HeldArrival: [HeldArrival(payee="A", order="ORDERA", number=each, hold=1) for each in NUMBERS],
}
"""Records whose keys end in what a field only names."""
