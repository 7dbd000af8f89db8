"""Which columns a file of orders has, and what they and the words in them mean.

A shop system's profile is one, and so is what a person writes about a file of his own.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Annotated, Literal, Self, TypeVar

from pydantic import BeforeValidator, Field, model_validator

from shared.domain.documents.fault import fault_at
from shared.domain.documents.fault_hints import listed
from shared.domain.documents.part import Part, Slug
from shared.domain.errors import Fault
from shared.domain.histories.columns import NEEDED, Column
from shared.domain.histories.days import DayOrder
from shared.domain.histories.spelling import heading, twice

Class = Literal["sale", "part_back", "open", "given_back", "no_sale"]
"""What a status says: it was paid; part of that was given back, which an amount has to say; it is
asked back; all was given back; it was never or is not paid."""

RefundClass = Literal["given_back", "open", "none"]
"""What a refund's status says: the money went back; not yet; there is no refund, or no longer."""

Text = Annotated[str, Field(strict=True, min_length=1, max_length=100)]


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[Text, ...], BeforeValidator(_several), Field(min_length=1, max_length=40)]


class Layout(Part):
    """The layout of a file. `columns` name a header, or several in the order in which they count.

    `marks` tell this layout from others, `unused` are headers that say nothing of what is read; one
    that ends with `*` stands for all that begin so. `one_row` says that an order is one row.
    """

    name: Slug
    marks: tuple[Text, ...] = ()
    columns: Annotated[dict[Column, Names], Field(min_length=1)]
    unused: tuple[Text, ...] = ()
    statuses: dict[Class, Names] = {}
    refund_statuses: dict[RefundClass, Names] = {}
    dates: DayOrder = "year_first"
    one_row: Annotated[bool, Field(strict=True)] = False

    @model_validator(mode="after")
    def _says_enough(self) -> Self:
        for some in NEEDED:
            if not self.columns.keys() & set(some):
                names, first = listed(some), some[0]
                raise fault_at(("columns",), "history_column_needed", columns=names, column=first)
        return self

    @model_validator(mode="after")
    def _names_each_once(self) -> Self:
        for name in twice([*chain.from_iterable(self.columns.values()), *self.unused]):
            raise fault_at(("columns",), "history_named_twice", name=name)
        return self

    @model_validator(mode="after")
    def _means_one_thing(self) -> Self:
        for place in ("statuses", "refund_statuses"):
            for name in twice(chain.from_iterable(getattr(self, place).values())):
                raise fault_at((place,), "history_two_meanings", name=name)
        return self

    @property
    def needed(self) -> tuple[str, ...]:
        """The headers by which it is recognised."""
        return self.marks or tuple(names[0] for names in self.columns.values())

    def with_unused(self, headers: tuple[str, ...]) -> "Layout":
        """Give the layout with further headers that are not read, even if it would read them."""
        left_out = set(map(heading, headers))
        columns = {
            column: kept
            for column, names in self.columns.items()
            if (kept := tuple(each for each in names if heading(each) not in left_out))
        }
        unused = tuple(each for each in self.unused if heading(each) not in left_out)
        return self.changed(columns=columns, unused=(*unused, *headers))

    def with_statuses(self, statuses: Mapping[Class, Sequence[str]]) -> "Layout":
        """Give the layout with the meaning of further words in its status column. Errors: Fault."""
        for name in twice(chain.from_iterable(statuses.values())):
            raise Fault("history_two_meanings", name=name)
        return self.changed(statuses=merged(statuses, self.statuses))


Meaning = TypeVar("Meaning", bound=str)
Words = Mapping[Meaning, Sequence[str]]
"""What is written, by what it means."""


def merged(first: Words[Meaning], then: Words[Meaning]) -> dict[Meaning, tuple[str, ...]]:
    """Give the words of both; what both know means what the first says."""
    said = {heading(each) for each in chain.from_iterable(first.values())}
    return {
        each: (
            *first.get(each, ()),
            *(text for text in then.get(each, ()) if heading(text) not in said),
        )
        for each in dict.fromkeys((*first, *then))
    }


def read_layout(document: object) -> Layout:
    """Read a layout as a document says it. Errors: ValidationError, its faults by their codes."""
    return Layout.model_validate(document)
