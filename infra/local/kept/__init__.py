"""Files of a laptop's data folder: what they hold is what was written, or the start says not."""
