"""What keeps time: the stream that starts and wakes machines, the sweep over all that is due."""
