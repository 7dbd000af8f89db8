"""What the guard checks, a subject a file; each gives findings of a plan."""
