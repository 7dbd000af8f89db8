"""Documents that people write: strict parts, faults in words with their places, what changes."""
