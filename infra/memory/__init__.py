"""The table and the payment channel in memory: for stories and tests, never shipped."""
