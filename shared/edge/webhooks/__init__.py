"""Webhooks: who subscribes what, and how deliveries fare."""
