"""What began on local days, latest first: all of it, once, and no page looks at more than 200."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from infra.memory.store import MemoryStore, nothing_laid
from shared.domain.day_pointers import DAY_SHARDS, Span
from shared.domain.orders.order_pointers import PlacedOn, SoldBy
from shared.domain.records import Record
from shared.domain.times import BEGIN, iso_utc
from shared.ports import Page
from shared.usecases.day_lists import DAYS_A_PAGE, LOOKED_AT, latest_of_days
from tests.long_ago import begun

NOW = datetime.fromisoformat("2025-04-02T10:00:00+08:00")
MONTH = Span(NOW - timedelta(days=30), NOW)


class CountingStore(MemoryStore):
    """Counts, a page, how many questions were asked and how many records they answered."""

    def __init__(self) -> None:
        super().__init__(nothing_laid)
        self.questions, self.looked_at = 0, 0

    def listed(self, kind: type[Any], parent: str, **more: Any) -> Page[Any]:
        page: Page[Any] = super().listed(kind, parent, **more)
        self.questions += 1
        self.looked_at += len(page.items)
        return page

    def get_all(self, kind: type[Any], keys: Any, *, exact: bool = False) -> Any:
        found = super().get_all(kind, keys, exact=exact)
        assert len(found) <= LOOKED_AT
        return found

    def counted(self) -> tuple[int, int]:
        counts = self.questions, self.looked_at
        self.questions = self.looked_at = 0
        return counts


def placed(number: int, at: datetime) -> PlacedOn:
    return PlacedOn.leading(at, f"O{number:05d}")


def pages(store: MemoryStore, span: Span) -> Iterator[Page[PlacedOn]]:
    after: str | None = ""
    while after is not None:
        page = latest_of_days(store, PlacedOn, span, after)
        yield page
        after = page.next


def orders(found: Iterator[Page[PlacedOn]]) -> list[str]:
    return [each.order for page in found for each in page.items]


@pytest.mark.parametrize(
    ("count", "apart"),
    [
        (1_000, timedelta(seconds=0)),
        (1_000, timedelta(seconds=7)),
        (500, timedelta(minutes=80)),
        (30, timedelta(days=1)),
    ],
    ids=["in one second", "on one day", "on many days", "one a day"],
)
def test_all_of_a_span_comes_once_latest_first_and_no_page_looks_at_more(
    count: int, apart: timedelta
) -> None:
    store = CountingStore()
    store.point(placed(number, NOW - number * apart) for number in range(count))
    found: list[PlacedOn] = []
    for page in pages(store, MONTH):
        questions, looked_at = store.counted()
        assert looked_at <= LOOKED_AT
        assert questions <= DAYS_A_PAGE * DAY_SHARDS
        found += page.items
    assert len({each.order for each in found}) == len(found) == count
    places = [(each.began_at, each.order) for each in found]
    assert places == sorted(places, reverse=True)


def test_a_span_in_which_nothing_began_takes_several_empty_pages() -> None:
    store = CountingStore()
    found = list(pages(store, Span(NOW - timedelta(days=30), NOW)))
    assert [len(page.items) for page in found] == [0] * 4
    assert [page.next is None for page in found] == [False, False, False, True]


def test_nothing_is_lost_or_comes_twice_while_more_begins() -> None:
    store = CountingStore()
    known = [placed(number, NOW - timedelta(minutes=number)) for number in range(700)]
    store.point(known)
    found: list[str] = []
    after: str | None = ""
    for later in range(1_000):
        now = NOW + timedelta(seconds=later)
        page = latest_of_days(store, PlacedOn, Span(now - timedelta(hours=20), now), after or "")
        found += [each.order for each in page.items]
        store.point([placed(10_000 + later, now), placed(20_000 + later, now)])
        if (after := page.next) is None:
            break
    assert len(found) == len(set(found))
    assert {each.order for each in known} <= set(found)


def test_a_list_ends_where_it_would_have_ended_when_it_was_begun() -> None:
    store = CountingStore()
    store.point(placed(number, NOW - timedelta(minutes=number)) for number in range(300))
    first = latest_of_days(store, PlacedOn, Span(NOW - timedelta(minutes=299), NOW))
    later = Span(NOW - timedelta(minutes=100), NOW + timedelta(hours=3))
    found = [each.order for each in first.items]
    after = first.next
    while after is not None:
        page = latest_of_days(store, PlacedOn, later, after)
        found += [each.order for each in page.items]
        after = page.next
    assert len(found) == 300


def test_its_ends_belong_to_a_span() -> None:
    store = CountingStore()
    store.point(placed(number, NOW + timedelta(seconds=number)) for number in range(-3, 4))
    span = Span(NOW - timedelta(seconds=2), NOW + timedelta(seconds=2))
    ends = [page.items for page in pages(store, span)]
    found = [each.began_at for items in ends for each in items]
    assert (found[0], found[-1], len(found)) == (iso_utc(span.until), iso_utc(span.since), 5)


def test_a_storefront_has_days_of_its_own() -> None:
    store = CountingStore()
    both: list[Record] = [SoldBy.leading(NOW, f"O{shop}", storefront=shop) for shop in ("a", "b")]
    store.commit(both)
    page = latest_of_days(store, SoldBy, MONTH, under="a/")
    assert [each.order for each in page.items] == ["Oa"]


@pytest.mark.parametrize("days", [31, 100, 400, 4_000])
def test_what_nobody_bounds_goes_back_to_the_beginning_and_ends_there(days: int) -> None:
    store, since = MemoryStore(nothing_laid), NOW - timedelta(days=days)
    begun(store, since + timedelta(days=6))
    store.point([placed(1, NOW - timedelta(days=1)), placed(2, since)])
    found = list(pages(store, Span(BEGIN, NOW)))
    assert orders(iter(found)) == ["O00001", "O00002"]
    assert len(found) <= (days + 3) / DAYS_A_PAGE + 1


def test_where_nothing_has_arrived_yet_a_month_is_looked_through_or_what_is_asked_for() -> None:
    store = MemoryStore(nothing_laid)
    store.point(placed(days, NOW - timedelta(days=days)) for days in (1, 31, 40))
    assert orders(pages(store, Span(BEGIN, NOW))) == ["O00001", "O00031"]
    asked = Span(NOW - timedelta(days=60), NOW)
    assert orders(pages(store, asked)) == ["O00001", "O00031", "O00040"]
