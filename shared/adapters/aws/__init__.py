"""Calls to AWS by its JSON protocol: what functions need of it, and nothing more to load."""
