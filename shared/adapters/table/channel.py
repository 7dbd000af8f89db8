"""Where notices that fit nothing stand."""

from shared.adapters.place import Place
from shared.domain.channel.odd_notices import OddNotice

PLACES = (Place(OddNotice, "NOTICE#{0}#{1}", "NOTICE"),)
QUEUES = ()
