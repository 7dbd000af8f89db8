"""Which columns a file of orders has, and what they and the words in them mean.

A shop system's profile is one, and so is what a person writes about a file of his own.
"""

from typing import Annotated, Final, Literal, Self, get_args

from pydantic import BeforeValidator, Field, model_validator

from shared.domain.documents.fault import fault_at
from shared.domain.documents.part import Part, Slug
from shared.domain.histories.days import DayOrder
from shared.domain.histories.marks import heading

Column = Literal[
    "order",
    "buyer",
    "date",
    "paid_at",
    "sku",
    "qty",
    "qty_left",
    "price",
    "amount",
    "discount",
    "refunded",
    "goods",
    "order_discount",
    "freight",
    "tax",
    "fee",
    "order_amount",
    "order_refunded",
    "status",
    "refund_status",
    "refunded_at",
    "cancelled",
    "currency",
]
"""What a column may say: of a row, or of the whole order in the first of its rows or in each."""

OF_THE_ORDER: Final[tuple[Column, ...]] = (
    "goods",
    "order_discount",
    "freight",
    "tax",
    "fee",
    "order_amount",
    "order_refunded",
)
OF_THE_ROW: Final[tuple[Column, ...]] = ("price", "amount", "discount", "refunded")
AMOUNTS: Final = (*OF_THE_ROW, *OF_THE_ORDER)

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
        if "buyer" not in self.columns:
            raise fault_at(("columns",), "history_column_needed", column="buyer")
        if not self.columns.keys() & {"date", "paid_at"}:
            raise fault_at(("columns",), "history_column_needed", column="date")
        if not self.columns.keys() & {"amount", "goods", "order_amount", "price"}:
            raise fault_at(("columns",), "history_amount_needed")
        return self

    @model_validator(mode="after")
    def _names_each_once(self) -> Self:
        seen: set[str] = set()
        for name in (*(each for names in self.columns.values() for each in names), *self.unused):
            if heading(name) in seen:
                raise fault_at(("columns",), "history_named_twice", name=name)
            seen.add(heading(name))
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

    def with_statuses(self, statuses: dict[Class, tuple[str, ...]]) -> "Layout":
        """Give the layout with the meaning of further words in its status column."""
        said = {heading(each) for texts in statuses.values() for each in texts}
        kept = {
            each: tuple(text for text in texts if heading(text) not in said)
            for each, texts in self.statuses.items()
        }
        merged = {each: (*kept.get(each, ()), *statuses.get(each, ())) for each in get_args(Class)}
        return self.changed(statuses=merged)


def read_layout(document: object) -> Layout:
    """Read a layout as a document says it. Errors: ValidationError, its faults by their codes."""
    return Layout.model_validate(document)
