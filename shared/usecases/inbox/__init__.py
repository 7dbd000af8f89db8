"""Whatever waits for a second person, of every room."""
