"""When the brand's data begins: what nobody bounds is looked for back to there, no further."""

from datetime import timedelta
from typing import Final

from shared.domain.day_pointers import Span
from shared.domain.events.feed import FeedPage, first_page_keys
from shared.domain.events.readers import BACK_OFFICE
from shared.domain.times import BEGIN
from shared.ports import Store

MARGIN: Final = timedelta(days=7)
"""How long before the first thing that arrived in the feed anything may have happened: what the
stream loses after a day, people hand out again."""

UNKNOWN: Final = timedelta(days=31)
"""How far is looked back where nothing has arrived in the feed yet."""


def since_the_beginning(store: Store, span: Span) -> Span:
    """Give a span without the time in which nothing can have been there yet.

    Everything tells its life to the back office, whose feed keeps all of it. Where nothing has
    arrived there yet, what nobody bounds is looked for through a month.
    """
    firsts = store.get_all(FeedPage, first_page_keys(BACK_OFFICE))
    if firsts:
        begin = min(page.at for page in firsts) - MARGIN
        return Span(max(span.since, begin), span.until)
    return Span(span.until - UNKNOWN, span.until) if span.since == BEGIN else span
