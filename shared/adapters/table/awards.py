"""Where awards by hand stand."""

from shared.adapters.place import Place
from shared.domain.awards.manual_awards import AwardTo, ManualAward

PLACES = (
    Place(ManualAward, "PAYEE#{0}", "MANUAL#{1}"),
    Place(AwardTo, "PAYEE#{0}", "GIVEN#{1}#{2}"),
)
QUEUES = ()
