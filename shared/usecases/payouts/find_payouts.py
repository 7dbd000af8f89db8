"""Find payouts by what finance knows of them, the latest first; of what waits, in each page."""

from dataclasses import dataclass
from typing import Final

from shared.domain.day_pointers import Span
from shared.domain.payouts.payouts import Payout, PayoutIn, PayoutOf, PayoutOn
from shared.domain.records import Pointer
from shared.domain.times import iso_utc
from shared.ports import Page, Ports, Store
from shared.usecases.day_lists import LOOKED_AT, latest_of_days
from shared.usecases.lists import fitting, loaded

WAITS_FOR_FINANCE: Final = frozenset({"approval", "withheld"})
"""States that no time ends: what stands in them is found however long it has waited."""


@dataclass(frozen=True)
class WantedPayouts:
    """Which payouts somebody looks for; what is None does not matter."""

    span: Span
    state: str | None = None
    payee: str | None = None
    period: str | None = None

    def fits(self, payout: Payout) -> bool:
        """Tell whether it is one of them; the lists were read by time already."""
        pairs = (
            (self.state, payout.state),
            (self.payee, payout.payee),
            (self.period, payout.period),
        )
        return all(wanted in (None, found) for wanted, found in pairs)


def find_payouts(ports: Ports, wanted: WantedPayouts, after: str = "") -> Page[Payout]:
    """Find payouts, on from a place; a page looks at 200 at the most. Errors: invalid."""
    if wanted.payee is None and wanted.period is None and wanted.state in WAITS_FOR_FINANCE:
        return _to_be_decided(ports.store, wanted, after)
    return fitting(ports.store, Payout, _pointers(ports.store, wanted, after), wanted.fits)


def _to_be_decided(store: Store, wanted: WantedPayouts, after: str) -> Page[Payout]:
    """Find what waits for a second person: no time moves it."""
    keys = store.stuck(Payout, after=after, limit=LOOKED_AT)
    found = loaded(store, Payout, keys, wanted.fits)
    items = [payout for payout in found.items if wanted.span.holds(payout.requested_at)]
    return Page(sorted(items, key=lambda payout: payout.requested_at, reverse=True), found.next)


def _pointers(store: Store, wanted: WantedPayouts, after: str) -> Page[Pointer]:
    if wanted.payee is not None:
        return _listed(store, PayoutOf, wanted.payee, wanted.span, after)
    if wanted.period is not None:
        return _listed(store, PayoutIn, wanted.period, wanted.span, after)
    found = latest_of_days(store, PayoutOn, wanted.span, after)
    return Page(found.items, found.next)


def _listed(
    store: Store, kind: type[PayoutOf] | type[PayoutIn], parent: str, span: Span, after: str
) -> Page[Pointer]:
    found = store.listed(
        kind,
        parent,
        after=after,
        since=iso_utc(span.since),
        until=iso_utc(span.until),
        limit=LOOKED_AT,
        latest_first=True,
    )
    return Page(found.items, found.next)
