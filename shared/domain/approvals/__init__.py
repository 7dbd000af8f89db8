"""What one person proposes and another decides: the four eyes of every decision that needs them."""
