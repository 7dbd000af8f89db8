"""Proposing and deciding, for every room that needs two persons; a room brings its kinds."""
