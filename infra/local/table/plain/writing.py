"""What writes in its plain forms: one item by one operation, alone or in a transaction."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from infra.local.table.plain.conditions import condition
from infra.local.table.plain.expressions import (
    Placeholders,
    Request,
    placeholders,
    require_only,
)
from infra.local.table.plain.places import PlainTable
from infra.local.table.plain.updates import update
from infra.local.table.plain.values import NotPlain, given, require_small, taken
from infra.local.table.stored import Image, Stored
from infra.local.table.unit_of_work import Effect

_COMMON = {
    "TableName",
    "ConditionExpression",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
    "ReturnValuesOnConditionCheckFailure",
}
Place = tuple[str, ...]


class Refusal(Exception):
    """The condition does not hold of the item as it is; `shown` has it, where that is wanted."""

    message = "The conditional request failed"

    def __init__(self, place: Place, shown: Mapping[str, Image]) -> None:
        super().__init__(self.message)
        self.place, self.shown = place, shown


class Planned(NamedTuple):
    """What an operation does to an item, if anything."""

    place: Place
    effect: Effect | None


Plan = Callable[[PlainTable, Request], Planned]


def put(table: PlainTable, request: Request) -> Planned:
    """PutItem. Errors: NotPlain, Refusal."""
    require_only(request, _COMMON | {"Item"})
    image = taken(request["Item"])
    table.require_places(image)
    return _to(table, request, image).planned(image)


def delete(table: PlainTable, request: Request) -> Planned:
    """DeleteItem. Errors: NotPlain, Refusal."""
    require_only(request, _COMMON | {"Key"})
    return _to(table, request, table.key(request["Key"])).planned(None)


def change(table: PlainTable, request: Request) -> Planned:
    """UpdateItem. Errors: NotPlain, Refusal."""
    require_only(request, _COMMON | {"Key", "UpdateExpression"})
    asked, key = update(request["UpdateExpression"]), table.key(request["Key"])
    to = _to(table, request, key, asked.uses)
    changed = {to.said.name(name) for name in asked.names}
    if len(changed) < len(asked.names) or changed & {*table.schema.key}:
        raise NotPlain
    image = asked.changed(to.old.image if to.old else key, to.said)
    table.require_places(image)
    require_small(image)
    return to.planned(image)


def check(table: PlainTable, request: Request) -> Planned:
    """ConditionCheck, in a transaction. Errors: NotPlain, Refusal."""
    require_only(request, _COMMON | {"Key"})
    if "ConditionExpression" not in request:
        raise NotPlain
    return Planned(_to(table, request, table.key(request["Key"])).place, None)


PLANS: Mapping[str, Callable[[PlainTable, Request], Planned]] = {
    "Put": put,
    "Delete": delete,
    "Update": change,
    "ConditionCheck": check,
}
"""By what a transaction calls them."""


class _Target(NamedTuple):
    """The item of an operation whose condition holds, and what its placeholders stand for."""

    table: PlainTable
    key: Image
    old: Stored | None
    said: Placeholders

    @property
    def place(self) -> Place:
        return (self.table.table.name, *self.table.words(self.key))

    def planned(self, new: Image | None) -> Planned:
        if (self.old.image if self.old else None) == new:
            return Planned(self.place, None)
        stored = None if new is None else self.table.stored(new)
        return Planned(self.place, Effect(self.table.touch(self.key), self.old, stored))


def _to(
    table: PlainTable, request: Request, key: Image, uses: frozenset[str] = frozenset()
) -> _Target:
    """Find what an operation is about. Errors: NotPlain, Refusal."""
    asked = condition(request.get("ConditionExpression"))
    to = _Target(table, key, table.at(key), placeholders(request, asked.uses | uses))
    image = to.old.image if to.old else {}
    if not asked.holds(image, to.said):
        shown = request.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD" and image
        raise Refusal(to.place, {"Item": given(image)} if shown else {})
    return to
