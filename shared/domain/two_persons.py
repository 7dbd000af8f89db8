"""What one person proposes, another decides: the four eyes of every decision that needs them."""

from shared.domain.errors import Refused


def require_another_person(first: str, second: str) -> None:
    """Refuse with same_person what takes two persons; ids count, whatever role each has now."""
    if first == second:
        raise Refused("same_person", "another_must_decide", person=first)
