"""Past orders and periods under another plan."""
