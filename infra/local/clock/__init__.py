"""Business time, and when it may move on."""
