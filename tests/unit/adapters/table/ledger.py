"""A journal entry and purses as they stand in the table."""

from typing import get_args

from shared.domain.forms import Form
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import Chain, JournalEntry, LineLeft, Posting, append
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
)


SIBLINGS = {Balance: [Balance(payee="A", form=form) for form in get_args(Form)]}
"""Records whose keys end in what a field only names."""
