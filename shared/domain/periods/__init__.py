"""Awards of a period: what people did in it, measured once it is over, and what that pays."""
