"""Where payouts and settlements stand."""

from shared.adapters.place import Place
from shared.domain.payouts.payouts import Payout, PayoutOf
from shared.domain.payouts.settlements import SettlementLine, SettlementRun

PLACES = (
    Place(Payout, "PAYOUT#{0}", "PAYOUT", due="PAYOUT"),
    Place(PayoutOf, "PAYEE#{0}", "PAYOUT#{1}#{2}"),
    Place(SettlementRun, "RUN#{0}", "RUN", due="RUN"),
    Place(SettlementLine, "RUN#{0}", "PAYEE#{1}#{2}"),
)
QUEUES = ()
