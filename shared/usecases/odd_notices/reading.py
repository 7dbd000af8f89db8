"""Read what was kept of the channel's odd reports."""

from collections.abc import Iterable

from shared.domain.errors import Refused
from shared.domain.moments import HeadRecord
from shared.domain.odd_notices.odd_notices import ODD_NOTICES, OddNotice, key_of
from shared.ports import Page, Ports, Store


def odd_notices(ports: Ports, state: str, after: str = "") -> Page[OddNotice]:
    """Give a page of those in a state, the longest kept first (eventually consistent)."""
    keys = ports.store.waiting(ODD_NOTICES, state, after=after)
    found = ports.store.get_all(OddNotice, keys.items, exact=True)
    return Page([each for each in found if each.state == state], keys.next)


def require_odd_notice(store: Store, notice_id: str) -> OddNotice:
    """Load an odd notice. Errors: unknown_odd_notice."""
    found = store.get(OddNotice, key_of(notice_id))
    if found is None:
        raise Refused("unknown_odd_notice", "no_such_odd_notice", odd_notice=notice_id)
    return found


def newly_kept(changed: Iterable[HeadRecord]) -> list[OddNotice]:
    """Give the odd notices among records that changed which nobody has decided about yet."""
    return [each for each in changed if isinstance(each, OddNotice) and each.state == "open"]
