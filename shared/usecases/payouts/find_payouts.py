"""Find payouts by what finance knows of them, the latest first; of what waits, in each page."""

from dataclasses import dataclass
from typing import Final

from shared.domain.day_pointers import DAY_SHARDS, Span
from shared.domain.payouts.payout_pointers import PayoutIn, PayoutOf, PayoutOn, SettledIn
from shared.domain.payouts.payouts import Payout
from shared.domain.records import Pointer
from shared.ports import Page, Ports, Store
from shared.usecases.day_lists import LOOKED_AT, latest_of, latest_of_days, stuck_of
from shared.usecases.lists import as_wanted, fitting, merged

SHARDS_PAGE: Final = LOOKED_AT // (DAY_SHARDS + 1)
"""How many of each of a period's lists a page looks at."""

WAITS_FOR_FINANCE: Final = frozenset({"approval", "withheld"})
"""States that no time ends: what stands in them is found however long it has waited."""


@dataclass(frozen=True)
class WantedPayouts:
    """Which payouts somebody looks for; what is None does not matter."""

    span: Span
    state: str | None = None
    payee: str | None = None
    period: str | None = None
    waiting: bool | None = None

    def fits(self, payout: Payout) -> bool:
        """Tell whether it is one of them; the lists were read by time already."""
        return as_wanted(
            (self.state, payout.state),
            (self.payee, payout.payee),
            (self.period, payout.period),
            (self.waiting, payout.waiting),
        )


def find_payouts(ports: Ports, wanted: WantedPayouts, after: str = "") -> Page[Payout]:
    """Find payouts, on from a place; a page looks at 200 at the most. Errors: invalid."""
    if wanted.payee is None and wanted.period is None and wanted.state in WAITS_FOR_FINANCE:
        return _to_be_decided(ports.store, wanted, after)
    return fitting(ports.store, Payout, _pointers(ports.store, wanted, after), wanted.fits)


def _to_be_decided(store: Store, wanted: WantedPayouts, after: str) -> Page[Payout]:
    """Find what waits for a second person: no time moves it."""

    def fits(payout: Payout) -> bool:
        return wanted.fits(payout) and wanted.span.holds(payout.requested_at)

    return stuck_of(store, Payout, after, fits, lambda payout: payout.requested_at)


def _pointers(store: Store, wanted: WantedPayouts, after: str) -> Page[Pointer]:
    span = wanted.span
    if wanted.payee is not None:
        return _any(latest_of(store, PayoutOf, wanted.payee, span, after))
    if wanted.period is not None:
        return _of_period(store, wanted.period, span, after)
    return _any(latest_of_days(store, PayoutOn, span, after))


def _of_period(store: Store, period: str, span: Span, after: str) -> Page[Pointer]:
    """Give a page of a period's list: of its shards, and of what it had before it had any."""
    pages: list[Page[PayoutIn] | Page[SettledIn]] = [
        latest_of(store, SettledIn, f"{period}/{shard}", span, after, SHARDS_PAGE)
        for shard in range(DAY_SHARDS)
    ]
    pages.append(latest_of(store, PayoutIn, period, span, after, SHARDS_PAGE))
    found, following = merged(map(_any, pages), _place, latest_first=True)
    return Page(found, following)


def _place(pointer: Pointer) -> str:
    return "/".join(pointer.key.split("/")[-2:])


def _any(
    found: Page[PayoutOf] | Page[PayoutIn] | Page[SettledIn] | Page[PayoutOn],
) -> Page[Pointer]:
    return Page(found.items, found.next)
