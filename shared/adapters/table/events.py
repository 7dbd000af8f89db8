"""Where feeds stand, and how far what happened was handed out into them."""

from shared.adapters.place import Place
from shared.domain.events.feed import FeedPage, Followed, HandedOut

PLACES = (
    Place(FeedPage, "FEED#{0}#{1}", "PAGE#{2}"),
    Place(Followed, "FEED#{0}", "FOLLOWED"),
    Place(HandedOut, "HANDEDOUT#{0}", "HANDEDOUT"),
)
QUEUES = ()
