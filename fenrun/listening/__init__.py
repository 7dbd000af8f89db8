"""Receiving webhooks on this machine, to look at them."""
