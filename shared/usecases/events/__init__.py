"""Handing out what happened, and reading it."""
