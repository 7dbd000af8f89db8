"""What of payouts waits for a second person."""

from shared.usecases.payouts.payouts import PAYOUT
from shared.usecases.payouts.settle_period import SETTLEMENT

APPROVALS = (SETTLEMENT, PAYOUT)
