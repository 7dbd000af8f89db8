"""A brand that began long ago, and payouts of then."""

from datetime import datetime

from shared.domain.events.feed import FeedPage
from shared.domain.events.readers import BACK_OFFICE
from shared.domain.payouts.payouts import Part, Payout
from shared.ports import Store


def begun(store: Store, at: datetime) -> None:
    """Let a feed in which nothing has arrived yet begin at an instant."""
    first = FeedPage(feed=BACK_OFFICE.feed, shard=0, number=1, at=at, entries=())
    store.commit([first])


def failed_payout(payout_id: str, payee: str, at: datetime) -> Payout:
    """Give a payout that failed for good."""
    part = Part(part=1, bill_no=f"{payout_id}01", amount_fen=100, state="failed")
    return Payout(
        id=payout_id, payee=payee, amount_fen=100, requested_at=at, approved_at=at, parts=(part,)
    )
