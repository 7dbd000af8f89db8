"""A route is written once: with its view, which says who may call it, whose it is and in words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Concatenate, ParamSpec, TypeAlias, TypeVar

from chalice.app import Response
from pydantic import BaseModel

from shared.edge.callers.access import Roles
from shared.edge.http.operations import Operation
from shared.edge.http.ownership import Owned
from shared.edge.http.query import NO_QUERY, Query
from shared.edge.http.request import Request

P = ParamSpec("P")
Body = TypeVar("Body")
Answer: TypeAlias = BaseModel | Response | None


@dataclass(frozen=True, slots=True)
class View:
    """What answers the requests of one route, and what it says of itself."""

    operation: Operation
    answer: Callable[..., Answer]

    def formerly(self, path: str) -> "View":
        """The same under a path that it had before: answered as ever, and described no more."""
        return View(replace(self.operation, path=path, is_described=False), self.answer)


def view(
    method: str,
    path: str,
    *,
    roles: Roles,
    zh: str,
    own: Owned | None = None,
    status: int = 200,
    query: Query = NO_QUERY,
) -> Callable[[Callable[Concatenate[Request[Body], P], Answer]], View]:
    """Make a function the view of a route: its docstring is the summary, its types the contract.

    `own` names what of the path belongs to a caller: the use case that loads it refuses another's.
    `query` names what its query may say, with its types. `TypeError` for a misfit of its route.
    """

    def declare(function: Callable[Concatenate[Request[Body], P], Answer]) -> View:
        operation = Operation.of(function, (method, path), roles, own, zh, status, query)
        return View(operation, function)

    return declare


def also(status: int, media_type: str = "") -> Callable[[View], View]:
    """Say what else a view may answer: of another type, or without a body under another status."""

    def declare(known: View) -> View:
        answers = {**known.operation.also, status: media_type.partition(";")[0]}
        return replace(known, operation=replace(known.operation, also=answers))

    return declare


def views_of(room: ModuleType) -> list[View]:
    """The views that a module declares, in its order."""
    return [it for it in vars(room).values() if isinstance(it, View)]
