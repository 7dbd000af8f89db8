"""What happened, told to whoever may know it, and what people did."""
