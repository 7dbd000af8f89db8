"""Where awards by hand stand."""

from shared.adapters.place import Place
from shared.domain.awards.manual_awards import ManualAward

PLACES = (Place(ManualAward, "PAYEE#{0}", "MANUAL#{1}"),)
QUEUES = ()
