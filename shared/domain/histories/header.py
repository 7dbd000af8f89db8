"""Which layout a header is of, and what each of its columns says."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from shared.domain.documents.fault import MOST_REWORDED
from shared.domain.documents.fault_hints import listed, meant
from shared.domain.errors import Fault
from shared.domain.histories.columns import NEEDED, ONCE, Column
from shared.domain.histories.layout import Layout
from shared.domain.histories.spelling import bare, heading, twice


class Header(NamedTuple):
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


def header_of(layout: Layout, cells: Sequence[str]) -> Header:
    """Place the columns of a header."""
    names = tuple(map(bare, cells))
    at = {heading(name): place for place, name in reversed([*enumerate(names)]) if name}
    places = {
        column: found
        for column, wanted in layout.columns.items()
        if (found := tuple(at[heading(each)] for each in wanted if heading(each) in at))
    }
    nameless = tuple(place for place, name in enumerate(names) if not name)
    return Header(layout, names, places, nameless)


def faults_of(header: Header, empty: Collection[str] = frozenset()) -> Iterator[Fault]:
    """Tell every column that is unknown, but for empty ones, stands there twice, or is missing."""
    for name in twice(filter(None, header.names)):
        yield Fault("history_column_twice", name=name)
    unknown = (each for each in unknown_in(header) if each not in empty)
    for number, name in enumerate(unknown):
        yield _unknown_column(header.layout, name, guess=number < MOST_REWORDED)
    for column, places in header.places.items():
        if column in ONCE and len(places) > 1:
            both = listed(header.names[place] for place in places)
            yield Fault("history_columns_alike", names=both, column=column)
    yield from _missing(header)


def unknown_in(header: Header) -> list[str]:
    """Name the columns of which the layout does not know what they say."""
    return _unknown(header.layout, header.names)


def _missing(header: Header) -> Iterator[Fault]:
    """Tell whose columns are needed whatever the layout, and are not there."""
    needed = [*NEEDED, ("freight",)] if _lacks_freight(header) else NEEDED
    for some in needed:
        if not header.places.keys() & set(some):
            columns = header.layout.columns
            names = [name for each in some for name in columns.get(each, ())]
            yield Fault("history_column_missing", names=listed(names), layout=header.layout.name)


def _lacks_freight(header: Header) -> bool:
    """Tell whether freight would be taken for goods, as the file lacks what its layout has."""
    by_total = "order_amount" in header.places and not header.places.keys() & {"amount", "goods"}
    return by_total and "freight" in header.layout.columns


def none_fits(layouts: Sequence[Layout], cells: Sequence[str]) -> Fault:
    """Say what a row lacks to be the header of the layout that it is nearest to."""
    names = {heading(each) for each in cells}
    layout = max(layouts, key=lambda each: len(each.needed) - len(missing_in(each, names)))
    if len(missing_in(layout, names)) * 2 > len(layout.needed):
        layout = layouts[0]
    return Fault(
        "history_no_header",
        names=listed(missing_in(layout, names)),
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
