"""Whatever waits for a second person, over HTTP."""
