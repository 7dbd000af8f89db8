"""What the payment channel's notices do."""
