"""By which payouts are found: their payee, their day, the period that they settle."""

from shared.domain.day_pointers import OnDay
from shared.domain.records import Pointer


class PayoutOf(Pointer):
    """By which a payee's payouts are found, in the order in which they were asked for."""

    payee: str
    requested_at: str
    payout: str


class PayoutOn(OnDay):
    """By which the payouts asked for on a local day are found, shard by shard, in that order."""

    payout: str


class PayoutIn(Pointer):
    """By which the payouts of a period are found that was settled before its list had shards."""

    period: str
    requested_at: str
    payout: str


class SettledIn(Pointer):
    """By which the payouts of a settled period are found, shard by shard, in the order of time."""

    period: str
    shard: str
    requested_at: str
    payout: str
