"""Whose token one was given, as the token itself says; who verifies it is the API."""

import base64
import json
from typing import Any, NamedTuple


class Whose(NamedTuple):
    """A role and who has it; empty where the token does not say so in our words."""

    role: str = ""
    subject: str = ""

    def fits(self, role: str, subject: str) -> bool:
        """Tell whether it can be of somebody in a role; whoever is called like it is anybody."""
        wanted = "" if subject == role else subject
        return self.role in ("", role) and (not wanted or self.subject in ("", wanted))

    def __str__(self) -> str:
        return ":".join(filter(None, self))


def whose(token: str) -> Whose:
    """Read a token's role and subject."""
    try:
        body = token.split(".")[1]
        claims: Any = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        return Whose(str(claims.get("role", "")), str(claims.get("sub", "")))
    except (IndexError, ValueError, AttributeError):
        return Whose()
