"""The commands that change the network, and what people read of it."""
