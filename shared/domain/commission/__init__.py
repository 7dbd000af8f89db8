"""The commission engine: facts of an order and a compiled plan in, commissions with reasons out."""
