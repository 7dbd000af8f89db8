"""Payouts found by their payee."""

from shared.domain.payouts.payout_pointers import PayoutOf
from shared.domain.payouts.payouts import Payout
from shared.ports import Page, Store
from shared.usecases.lists import page_led_to


def payouts_of(store: Store, payee: str, after: str = "") -> Page[Payout]:
    """Give a page of a payee's payouts, in the order in which they were asked for."""
    return page_led_to(store, Payout, store.listed(PayoutOf, payee, after=after))
