"""Which layout a header is of, and what each of its columns says."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from shared.domain.documents.fault import MOST_REWORDED
from shared.domain.documents.fault_hints import listed, meant
from shared.domain.errors import Fault
from shared.domain.histories.layout import AMOUNTS, Column, Layout
from shared.domain.histories.marks import bare, heading

OF_ONE_COLUMN: Final[frozenset[Column]] = frozenset(("order", *AMOUNTS))
"""What two columns of a file cannot both say."""


_NEEDED: Final[tuple[tuple[Column, ...], ...]] = (
    ("buyer",),
    ("date", "paid_at"),
    ("amount", "goods", "order_amount", "price"),
)
"""One of each a file has to have."""


class Heads(NamedTuple):
    """A file's header under its layout: the places of each column, the first that counts first."""

    layout: Layout
    names: tuple[str, ...]
    places: Mapping[Column, tuple[int, ...]]
    nameless: tuple[int, ...]

    def name(self, column: Column) -> str:
        """Give what the file calls a column."""
        places = self.places.get(column)
        return self.names[places[0]] if places else column


def recognised(layouts: Sequence[Layout], cells: Sequence[str]) -> Layout | None:
    """Give the layout that a row is the header of, the one that knows most of its columns."""
    names = {heading(each) for each in cells}
    fitting = [each for each in layouts if not missing_in(each, names)]
    return min(fitting, key=lambda each: len(_unknown(each, cells)), default=None)


def heads_of(layout: Layout, cells: Sequence[str]) -> Heads:
    """Place the columns of a header."""
    names = tuple(map(bare, cells))
    at = {heading(name): place for place, name in reversed([*enumerate(names)]) if name}
    places = {
        column: found
        for column, wanted in layout.columns.items()
        if (found := tuple(at[heading(each)] for each in wanted if heading(each) in at))
    }
    nameless = tuple(place for place, name in enumerate(names) if not name)
    return Heads(layout, names, places, nameless)


def faults_of(heads: Heads, empty: Collection[str] = ()) -> Iterator[Fault]:
    """Tell every column that is unknown, but for empty ones, stands there twice, or is missing."""
    yield from _twice(heads.names)
    unknown = (each for each in unknown_in(heads) if each not in empty)
    for number, name in enumerate(unknown):
        yield _unknown_column(heads.layout, name, guess=number < MOST_REWORDED)
    for column, places in heads.places.items():
        if column in OF_ONE_COLUMN and len(places) > 1:
            both = listed(heads.names[place] for place in places)
            yield Fault("history_columns_alike", names=both, column=column)
    yield from _missing(heads)


def unknown_in(heads: Heads) -> list[str]:
    """Name the columns of which the layout does not know what they say."""
    return _unknown(heads.layout, heads.names)


def _missing(heads: Heads) -> Iterator[Fault]:
    """Tell whose columns are needed whatever the layout, and are not there."""
    needed = [*_NEEDED, ("freight",)] if _lacks_freight(heads) else _NEEDED
    for some in needed:
        if not heads.places.keys() & set(some):
            columns = heads.layout.columns
            names = [name for each in some for name in columns.get(each, ())]
            yield Fault("history_column_missing", names=listed(names), layout=heads.layout.name)


def _lacks_freight(heads: Heads) -> bool:
    """Tell whether freight would be taken for goods, as the file lacks what its layout has."""
    by_total = "order_amount" in heads.places and not heads.places.keys() & {"amount", "goods"}
    return by_total and "freight" in heads.layout.columns


def none_fits(layouts: Sequence[Layout], cells: Sequence[str]) -> Fault:
    """Say what a row lacks to be the header of the layout that it is nearest to."""
    names = {heading(each) for each in cells}
    layout = max(layouts, key=lambda each: len(each.needed) - len(missing_in(each, names)))
    missing = missing_in(layout, names)
    if len(missing) * 2 > len(layout.needed) or layout is layouts[0]:
        layout = layouts[0]
        missing = missing_in(layout, names)
    return Fault(
        "history_no_header",
        names=listed(missing),
        layout=layout.name,
        like=",".join(layout.needed),
    )


def missing_in(layout: Layout, names: set[str]) -> list[str]:
    """Name the headers by which a layout is recognised that are not among some."""
    return [each for each in layout.needed if heading(each) not in names]


def _unknown(layout: Layout, cells: Sequence[str]) -> list[str]:
    known = {heading(each) for each in _known(layout)}
    begun = tuple(each.removesuffix("*") for each in known if each.endswith("*"))
    return [
        name
        for each in cells
        if (name := bare(each))
        and (spelt := heading(name)) not in known
        and not spelt.startswith(begun)
    ]


def _known(layout: Layout) -> Iterator[str]:
    for names in layout.columns.values():
        yield from names
    yield from layout.unused


def _unknown_column(layout: Layout, name: str, *, guess: bool) -> Fault:
    near = meant(name, [each.lower() for each in _known(layout)]) if guess else None
    if near:
        return Fault("history_column_unknown_but_near", name=name, near=near)
    return Fault("history_column_unknown", name=name, layout=layout.name)


def _twice(names: Sequence[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for name in names:
        if name and heading(name) in seen:
            yield Fault("history_column_twice", name=name)
        seen.add(heading(name))
