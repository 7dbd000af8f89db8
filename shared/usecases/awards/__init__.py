"""The commands about awards by hand, and what people read of them."""
