"""The pure rules of the product: no clock, no environment, no I/O; time is an argument."""
