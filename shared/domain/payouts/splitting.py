"""Into how many transfers a payout is divided, and how large each may be.

Source: A135, A136; rules.md, Payout.
"""

from shared.domain.channel.channel import TransferTerms
from shared.domain.errors import Refused
from shared.domain.policy.policy import PayoutPolicy

MAX_PARTS = 99


def split_amount(amount: int, policy: PayoutPolicy, terms: TransferTerms) -> list[int]:
    """Split an amount into transfers as large as may be; the last takes the rest.

    A rest below the policy's minimum is filled up from the transfer before it.
    Errors: invalid for more transfers than a payout takes.
    """
    largest = largest_part(policy, terms) or amount
    full, rest = divmod(amount, largest)
    if full + bool(rest) > MAX_PARTS:
        raise Refused("invalid", "too_many_transfers", max_transfers=MAX_PARTS)
    parts = [largest] * full + [rest] * bool(rest)
    if full and 0 < rest < policy.minimum <= (largest + rest) // 2:
        parts[-2:] = [largest + rest - policy.minimum, policy.minimum]
    return parts


def largest_part(policy: PayoutPolicy, terms: TransferTerms) -> int | None:
    """Give the most one transfer may carry, by the brand's policy and the channel's terms."""
    return min((fen for fen in (policy.max_part, terms.largest_fen) if fen), default=None)
