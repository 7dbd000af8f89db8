"""What is kept of a payout that was to be paid again while the first may have been paid."""

from shared.domain.moments import Occasion
from shared.domain.odd_notices.odd_notices import WECHAT, OddNotice, kept
from shared.domain.payouts.payouts import Part, Payout


def withheld_retry(retry: Payout, living: Part, occasion: Occasion) -> OddNotice:
    """Make what is kept of a retry that was not sent: a transfer before it may have paid."""
    notice = OddNotice(
        channel=WECHAT,
        notice=f"retry-{retry.id}",
        kind="transfer",
        reason="first_transfer_lives",
        order=living.bill_no,
        amount_fen=retry.amount_fen,
        at=occasion.now,
        subject=retry.id,
    )
    return kept(notice, occasion)
