"""Paying out: settlements of a period and the payouts that they approve."""
