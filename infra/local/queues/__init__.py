"""Queues whose messages functions are called with."""
