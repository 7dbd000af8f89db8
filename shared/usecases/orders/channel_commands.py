"""What the channel brings about: a payment is one command for ever, however it is told."""

from shared.domain.channel.channel import Payment
from shared.domain.commands import Command


def command_of(payment: Payment) -> Command:
    """Give the command of a payment; its id is the number of the refund, should it go back."""
    return Command.of("channel", f"payment {payment.order_id}", payment.transaction_id, b"")
