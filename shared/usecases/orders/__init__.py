"""The commands that place an order and move it on, and what people read of it."""
