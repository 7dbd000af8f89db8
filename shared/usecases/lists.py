"""Lists that are read to their end, page by page, as far as they are consumed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar, Unpack

from shared.domain.records import Pointer, Record
from shared.ports import PAGE, Lists, Page, Span, Store

R = TypeVar("R", bound=Record)
P = TypeVar("P", bound=Pointer)
T = TypeVar("T")


def every(store: Lists, kind: type[R], parent: str, **span: Unpack[Span]) -> Iterator[R]:
    """Give all records of a kind under a parent, in their order; `limit` is how many a page has."""
    return (each for page in every_page(store, kind, parent, **span) for each in page.items)


def every_page(store: Lists, kind: type[R], parent: str, **span: Unpack[Span]) -> Iterator[Page[R]]:
    """Give all pages of such a list."""
    place: str | None = span.get("after", "")
    while place is not None:
        on: Span = {**span, "after": place}
        page = store.listed(kind, parent, **on)
        yield page
        place = page.next


def all_of(store: Lists, kind: type[R], parent: str) -> list[R]:
    """Give all records of a kind under a parent: for lists that stay short."""
    return list(every(store, kind, parent))


def led_to(store: Store, kind: type[R], pointers: Iterable[Pointer]) -> Iterator[R]:
    """Give the records that pointers lead to, in their order, without those not seen yet."""
    left = iter(pointers)
    while page := list(islice(left, PAGE)):
        yield from store.get_all(kind, [pointer.target for pointer in page])


def merged(
    pages: Iterable[Page[T]], place: Callable[[T], str], *, latest_first: bool = False
) -> tuple[list[T], str | None]:
    """Give what pages of several lists have in common order, and behind which place they go on.

    What lies behind the end of a page that goes on is left for the next time: more may come there.
    """
    lists = list(pages)
    ends = [place(page.items[-1]) for page in lists if page.next is not None]
    found = sorted((each for page in lists for each in page.items), key=place, reverse=latest_first)
    if not ends:
        return found, None
    end = max(ends) if latest_first else min(ends)
    seen = found.index(next(each for each in found if place(each) == end)) + 1
    return found[:seen], end


def fitting(store: Store, kind: type[R], pointers: Page[P], fits: Callable[[R], bool]) -> Page[R]:
    """Give the records that a page of pointers leads to and that fit, as they are now."""
    keys = [pointer.target for pointer in pointers.items]
    return loaded(store, kind, Page(keys, pointers.next), fits)


def loaded(store: Store, kind: type[R], keys: Page[str], fits: Callable[[R], bool]) -> Page[R]:
    """Give the records under a page of keys that fit, as they are now."""
    found: Sequence[R] = store.get_all(kind, dict.fromkeys(keys.items), exact=True)
    return Page([record for record in found if fits(record)], keys.next)


def page_led_to(store: Store, kind: type[R], pointers: Page[P]) -> Page[R]:
    """Give the records that a page of pointers leads to, without those not seen yet."""
    targets = [pointer.target for pointer in pointers.items]
    return Page(store.get_all(kind, targets), pointers.next)


def as_wanted(*pairs: tuple[object, object]) -> bool:
    """Tell whether all is as somebody wants it: each time what is wanted, None for anything."""
    return all(wanted in (None, found) for wanted, found in pairs)
