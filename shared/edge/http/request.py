"""A parsed request, as a view sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from shared.domain.commands import Command
from shared.domain.decisions import Decision
from shared.domain.ownership import Scope
from shared.edge.callers.access import Principal
from shared.edge.http.cursors import Cursors
from shared.edge.settings import Settings
from shared.ports import Ports

Body = TypeVar("Body")


@dataclass(frozen=True, slots=True)
class Site:
    """What the views of a function answer with: what use cases reach, what the template says."""

    ports: Ports
    settings: Settings
    cursors: Cursors


@dataclass(frozen=True, slots=True)
class Request(Generic[Body]):
    """Everything here has been checked; `raw` and `headers` are for callbacks, names lower case.

    `named` is what the path names by its parameters, decoded; `after` of a list's query is the
    place that its cursor named. `scope` is what the caller may reach of what the path names.
    """

    site: Site
    body: Body
    raw: bytes
    headers: Mapping[str, str]
    named: Mapping[str, str]
    query: Mapping[str, str]
    caller: Principal | None
    scope: Scope
    identity: Command | None

    @property
    def ports(self) -> Ports:
        return self.site.ports

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

    def decision(self, reason: str) -> Decision:
        """What the caller decides, and why (`LookupError` on a public route)."""
        return Decision(by=self.principal.id, reason=reason)
