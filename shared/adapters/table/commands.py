"""Where the commands that were done stand."""

from shared.adapters.place import Place
from shared.domain.done_commands import DoneCommand

PLACES = (Place(DoneCommand, "REQUEST#{0}", "REQUEST"),)
QUEUES = ()
