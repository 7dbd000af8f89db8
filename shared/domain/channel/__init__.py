"""The payment channel: what is asked of it, what it reports, what it sends unasked."""
