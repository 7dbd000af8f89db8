"""Where journal entries, balances and notes of what is arriving stand."""

from shared.adapters.place import Place
from shared.domain.ledger.arrivals import Arrivals, Arriving, HeldArrival
from shared.domain.ledger.balances import PAYEES, Balance
from shared.domain.ledger.journal import JournalEntry

PLACES = (
    Place(JournalEntry, "{0}", "JOURNAL#{1}"),
    Place(Balance, "PAYEE#{0}", "BALANCE#{1}", bare="BALANCE"),
    Place(Arrivals, "PAYEE#{0}", "ARRIVALS", due="ARRIVALS"),
    Place(Arriving, "PAYEE#{0}#{1}", "ARRIVING#{2}#{3}#{4}"),
    Place(HeldArrival, "PAYEE#{0}#{1}", "ARRIVED#{2}#{3}#{4}"),
)
QUEUES = (PAYEES,)
