"""A parsed request, as a view sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from shared.domain.commands import Command
from shared.edge.access import Principal

Body = TypeVar("Body")


@dataclass(frozen=True, slots=True)
class Request(Generic[Body]):
    """Everything here has been checked; `raw` and `headers` are for callbacks, names lower case."""

    body: Body
    raw: bytes
    headers: Mapping[str, str]
    query: Mapping[str, str]
    caller: Principal | None
    identity: Command | None

    @property
    def principal(self) -> Principal:
        """The caller; a public route has none (`LookupError`)."""
        if self.caller is None:
            raise LookupError("a public route knows no principal")
        return self.caller

    @property
    def command(self) -> Command:
        """The command's identity; only an authorised POST has one (`LookupError`)."""
        if self.identity is None:
            raise LookupError("only an authorised POST is a command")
        return self.identity
