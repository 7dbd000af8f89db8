"""Where odd notices stand, and the lists of them by their state."""

from shared.adapters.place import Place
from shared.domain.odd_notices.odd_notices import ODD_NOTICES, OddNotice

PLACES = (Place(OddNotice, "NOTICE#{0}#{1}", "NOTICE"),)
QUEUES = (ODD_NOTICES,)
