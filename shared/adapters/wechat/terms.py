"""What WeChat Pay asks of every transfer; known without its library and the merchant's secret."""

from shared.domain.channel.channel import TransferTerms

REAL_NAME_FROM_FEN = 200_000
"""From this amount on a transfer bears its payee's real name."""

TRANSFER_TERMS = TransferTerms(largest_fen=REAL_NAME_FROM_FEN - 1, needs_account=True)
"""A larger transfer needs the payee's real name, which is not kept yet: it goes in parts."""
