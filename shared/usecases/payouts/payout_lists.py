"""Payouts found by their payee."""

from collections.abc import Iterator

from shared.domain.payouts.payouts import Payout, PayoutOf
from shared.ports import Store
from shared.usecases.lists import every, led_to


def payouts_of(store: Store, payee: str) -> Iterator[Payout]:
    """Give a payee's payouts, in the order in which they were asked for."""
    return led_to(store, Payout, every(store, PayoutOf, payee))
