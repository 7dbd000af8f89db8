"""Where awards by hand stand."""

from shared.adapters.layout.place import Place
from shared.domain.awards.manual_awards import OPEN_AWARDS, ManualAward

PLACES = (Place(ManualAward, "PAYEE#{0}", "MANUAL#{1}"),)
QUEUES = (OPEN_AWARDS,)
