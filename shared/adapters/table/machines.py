"""Where state machines leave their tokens: beside the records that they wait with."""

from shared.adapters.place import Place
from shared.domain.machines import TaskToken

PLACES = (Place(TaskToken, "{0}", "TOKEN#{1}"),)
QUEUES = ()
