"""What a view is, read from its own types: the source of parsing and of the OpenAPI document."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Self, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from shared.edge.callers.access import PUBLIC, Roles, is_person_role
from shared.edge.http.ownership import Owned, check_declared
from shared.edge.http.paths import parameters_of
from shared.edge.http.query import Query
from shared.edge.http.request import Request

_NO_CONTENT: Final = 204
_EDGE: Final = "shared.edge."


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one route; `body` and `answer` model the JSON that goes in and out.

    `room` is the part of the API that its view stands in. `query` has the type of each name of the
    query; all of them may be left out. A body may be left out where `{}` would do, as which it is
    read. `also` has the media types of other answers by their status.
    """

    method: str
    path: str
    name: str
    room: str
    summary: str
    summary_zh: str
    status: int
    roles: Roles
    own: Owned | None
    parameters: tuple[str, ...]
    query: Query
    body: type[BaseModel] | None
    answer: type[BaseModel] | None
    also: Mapping[int, str] = field(default_factory=dict)
    is_described: bool = True

    @classmethod
    def of(
        cls,
        function: Callable[..., object],
        route: tuple[str, str],
        roles: Roles,
        own: Owned | None,
        zh: str,
        status: int,
        query: Query,
    ) -> Self:
        """Read a view; `TypeError` for a misfit."""
        hints, parameters = get_type_hints(function), parameters_of(route[1])
        check_declared(own, parameters, roles)
        body = _body_hint(hints[next(iter(inspect.signature(function).parameters))])
        return cls(
            *route,
            name=function.__name__,
            room=_room_of(function.__module__),
            summary=(inspect.getdoc(function) or function.__name__).splitlines()[0].rstrip("."),
            summary_zh=zh,
            status=_NO_CONTENT if hints["return"] is type(None) else status,
            roles=roles,
            own=own,
            parameters=parameters,
            query=query,
            body=next(_models_in(body), None),
            answer=next(_models_in(hints["return"]), None),
        )

    @property
    def body_required(self) -> bool:
        """Whether something must be sent: a body has a field that may not be left out."""
        fields = self.body.model_fields.values() if self.body else ()
        return any(each.is_required() for each in fields)

    @property
    def is_public(self) -> bool:
        return self.roles == PUBLIC

    @property
    def is_for_people(self) -> bool:
        """Whether anybody but a machine calls it, so that a page may: pages ask before."""
        return any(is_person_role(role) for role in self.roles)

    @property
    def is_command(self) -> bool:
        """Whether it changes something for a known caller, and so needs an idempotency key."""
        return self.method == "POST" and not self.is_public

    @property
    def item(self) -> type[BaseModel] | None:
        """The model of an item of what it lists; None where it gives no list."""
        fields = self.answer.model_fields if self.answer and self.method == "GET" else {}
        if not {"items", "next"} <= fields.keys():
            return None
        return next(_models_in(fields["items"].annotation), None)

    @property
    def is_list(self) -> bool:
        """Whether it answers a page of a list: `items`, and where they go on as `next`."""
        return self.item is not None


def _room_of(module: str) -> str:
    """The room's own name: of a folder of views that of the folder."""
    return module.removeprefix(_EDGE).partition(".")[0]


def _body_hint(hint: object) -> object:
    if get_origin(hint) is not Request:
        raise TypeError("a view's first parameter is a Request[Body] or a Request[None]")
    return get_args(hint)[0]


def _models_in(hint: object) -> Iterator[type[BaseModel]]:
    for candidate in (hint, *get_args(hint)):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            yield candidate
