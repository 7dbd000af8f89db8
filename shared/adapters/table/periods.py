"""Where evaluations, awards of periods, and what counts in them stand."""

from shared.adapters.place import Place
from shared.domain.periods.awards import AwardIn, PeriodAward, Reckoning
from shared.domain.periods.evaluations import Evaluation
from shared.domain.periods.recounts import Recount
from shared.domain.periods.sales import CountedSale

PLACES = (
    Place(CountedSale, "PAYEE#{0}", "COUNTED#{1}#{2}#{3}"),
    Place(PeriodAward, "PAYEE#{0}", "PERIOD#{1}#{2}", due="AWARD"),
    Place(AwardIn, "EVALUATED#{0}", "AWARD#{1}#{2}"),
    Place(Reckoning, "{0}", "RECKONED#{1}"),
    Place(Evaluation, "EVALUATED#{0}", "RULE#{1}", due="EVALUATION"),
    Place(Recount, "ORDER#{0}", "RECOUNT", due="RECOUNT"),
)
QUEUES = ()
