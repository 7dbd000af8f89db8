"""What happened, told to whoever may know it."""
