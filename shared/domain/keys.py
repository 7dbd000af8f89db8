"""How names from outside stand in keys: so spelt that they divide none, and read back the same.

Here alone. What was once stored keeps its key for ever.
"""

from urllib.parse import quote


def in_key(name: str) -> str:
    """Write any name as a part of a key."""
    return quote(name, safe="")


def part(identifier: str) -> str:
    """Write an id as a part of a key: one of letters, digits and `._:-` stands as it is."""
    # What sorts behind all else in a list is no part of a key.
    return quote(identifier, safe=":").replace("~", "%7E")
