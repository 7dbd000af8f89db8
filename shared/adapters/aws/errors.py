"""What keeps a call from being answered as it was asked."""

from collections.abc import Mapping, Sequence
from typing import Any


class AwsError(Exception):
    """A service's own refusal: its code, and what its kind says beside it."""

    def __init__(self, operation: str, status: int, code: str, said: Mapping[str, Any]) -> None:
        super().__init__(f"{operation}: {code}: {said.get('message', said.get('Message', ''))}")
        self.status = status
        self.code = code
        self.said = said

    @property
    def reasons(self) -> Sequence[Mapping[str, Any]]:
        """Why a transaction was cancelled, by its items; empty for other refusals."""
        reasons: Sequence[Mapping[str, Any]] = self.said.get("CancellationReasons") or ()
        return reasons


class Unanswered(Exception):
    """Nobody was reached, or what came is not whole: nobody knows what was done."""


class NoCredentials(Exception):
    """The environment names no key to sign with."""
