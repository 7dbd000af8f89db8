"""Where journal entries and balances stand."""

from shared.adapters.place import Place
from shared.domain.ledger.balances import PAYEES, Balance
from shared.domain.ledger.journal import JournalEntry

PLACES = (
    Place(JournalEntry, "{0}", "JOURNAL#{1}"),
    Place(Balance, "PAYEE#{0}", "BALANCE#{1}", bare="BALANCE"),
)
QUEUES = (PAYEES,)
