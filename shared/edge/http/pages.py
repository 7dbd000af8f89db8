"""A page of a list as every list shows it; of one that goes through time, from when to when."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, Generic, NamedTuple, Self, TypeVar

from pydantic import AwareDatetime, Field

from shared.domain.records import Value
from shared.ports import Page

Source = TypeVar("Source")
Item = TypeVar("Item")


class Bounds(NamedTuple):
    """From when to when a list goes; None: from the beginning, until now."""

    since: datetime | None
    until: datetime | None


ALL_TIME: Final = Bounds(None, None)


class Listed(Value, Generic[Item]):
    """Items in the order of their list; where `next` is not null, more may follow behind it."""

    items: tuple[Item, ...]
    next: str | None

    @classmethod
    def shown(cls, page: Page[Source], show: Callable[[Source], Item]) -> Self:
        """Show a page."""
        return cls(items=tuple(map(show, page.items)), next=page.next)


class ListedInTime(Listed[Item], Generic[Item]):
    """The same of a list that goes through time: it says which part of it."""

    since: AwareDatetime | None = Field(serialization_alias="from")
    to: AwareDatetime | None

    @classmethod
    def within(cls, bounds: Bounds, page: Page[Source], show: Callable[[Source], Item]) -> Self:
        """Show a page of what lies within bounds."""
        items = tuple(map(show, page.items))
        return cls(items=items, next=page.next, since=bounds.since, to=bounds.until)
