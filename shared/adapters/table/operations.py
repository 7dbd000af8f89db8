"""Where the commands that were done stand, and by what they are found."""

from shared.adapters.place import Place
from shared.domain.operations import DoneBy, DoneCommand, DoneIn, DoneTo

PLACES = (
    Place(DoneCommand, "REQUEST#{0}", "REQUEST"),
    Place(DoneIn, "DONEIN#{0}", "AT#{1}#{2}"),
    Place(DoneBy, "DONEBY#{0}", "AT#{1}#{2}"),
    Place(DoneTo, "DONETO#{0}", "AT#{1}#{2}"),
)
QUEUES = ()
