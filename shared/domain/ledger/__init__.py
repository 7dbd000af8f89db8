"""The double-entry journal and the balances that follow from it."""
