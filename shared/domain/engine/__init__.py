"""The commission engine: facts of an order and a compiled plan in, earnings with reasons out."""
