"""Find referral links: a distributor's own, or all by the day on which they were made."""

from shared.domain.day_pointers import Span
from shared.domain.network.people import LinkOf, LinkOn, ReferralCode
from shared.domain.records import Pointer
from shared.ports import Page, Ports
from shared.usecases.day_lists import latest_of, latest_of_days
from shared.usecases.lists import fitting


def links_of(ports: Ports, distributor: str, span: Span, after: str = "") -> Page[ReferralCode]:
    """Give a page of the links that a distributor made in a span, the latest first."""
    pointers = latest_of(ports.store, LinkOf, distributor, span, after)
    return _led_to(ports, pointers)


def links_made(ports: Ports, span: Span, after: str = "") -> Page[ReferralCode]:
    """Give a page of all links made in a span, the latest first. Errors: invalid."""
    return _led_to(ports, latest_of_days(ports.store, LinkOn, span, after))


def _led_to(ports: Ports, pointers: Page[LinkOf] | Page[LinkOn]) -> Page[ReferralCode]:
    found: Page[Pointer] = Page(pointers.items, pointers.next)
    return fitting(ports.store, ReferralCode, found, lambda _: True)
