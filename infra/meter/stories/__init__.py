"""Stories that are metered, each on a Fenrun of its own."""
