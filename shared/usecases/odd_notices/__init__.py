"""Keep what the channel reported and the rules cannot take in, and let people decide about it."""
