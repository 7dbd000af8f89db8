"""What of payouts waits for a second person."""

from shared.usecases.payouts.payouts import PAYOUT
from shared.usecases.payouts.retry_payout import PAYOUT_RETRY
from shared.usecases.payouts.settle_period import SETTLEMENT

APPROVALS = (SETTLEMENT, PAYOUT, PAYOUT_RETRY)
