"""Where payouts and settlements stand."""

from shared.adapters.place import Place
from shared.domain.payouts.payout_pointers import PayoutIn, PayoutOf, PayoutOn, SettledIn
from shared.domain.payouts.payouts import Payout
from shared.domain.payouts.settlement_lines import SettlementLine
from shared.domain.payouts.settlement_parts import SettlementPart
from shared.domain.payouts.settlements import RunIn, SettlementRun

PLACES = (
    # The transfers of a round take turns: nothing else has to be looked for behind them.
    Place(Payout, "PAYOUT#{0}", "PAYOUT", due="PAYOUT", apart=8),
    Place(PayoutOf, "PAYEE#{0}", "PAYOUT#{1}#{2}"),
    Place(PayoutOn, "LIST#{0}#{1}", "PAYOUT#{2}#{3}"),
    Place(PayoutIn, "RUN#{0}", "PAYOUT#{1}#{2}"),
    Place(SettledIn, "RUN#{0}#{1}", "OPENED#{2}#{3}"),
    Place(RunIn, "RUN#{0}", "SETTLED#{1}"),
    Place(SettlementRun, "RUN#{0}", "RUN", due="RUN"),
    Place(SettlementPart, "RUN#{0}", "PART#{1}#{2}"),
    Place(SettlementLine, "RUN#{0}#{1}", "PAYEE#{2}"),
)
QUEUES = ()
