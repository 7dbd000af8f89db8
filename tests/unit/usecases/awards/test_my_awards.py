"""What somebody was given beside his orders comes page by page, in one order, each award once."""

from collections.abc import Iterator

import pytest

from infra.memory.channel import MemoryChannel
from infra.scenarios.stage import StoryClock
from shared.adapters.calendar_file import load_calendar
from shared.ports import GivenPorts, Ports, Store
from shared.usecases.awards.manual_awards import awards_of
from shared.usecases.awards.my_awards import MyAwardPage, my_awards
from tests.unit.adapters.samples import T0
from tests.unit.adapters.table.awards import manual_award
from tests.unit.adapters.table.periods import period_award

MANY = 130


@pytest.fixture
def ports(store: Store) -> Ports:
    return GivenPorts(store, StoryClock(T0), load_calendar(), MemoryChannel())


def _pages(ports: Ports, payee: str = "A") -> Iterator[MyAwardPage]:
    after: str | None = ""
    while after is not None:
        page = my_awards(ports, payee, after)
        yield page
        after = page.next


def _given(store: Store, count: int, payee: str = "A") -> list[str]:
    """Awards whose ids tell nothing of when they were given."""
    awards = [manual_award(f"AWARD{-n % 1_000:03d}", payee, minutes=n) for n in range(count)]
    for first in range(0, count, 25):
        store.commit(awards[first : first + 25])
    return [award.id for award in awards]


def test_awards_by_hand_come_in_pages_in_the_order_in_which_they_were_given(store: Store) -> None:
    ids = _given(store, MANY)
    _given(store, 3, "B")

    first = awards_of(store, "A")
    assert first.next is not None
    rest = awards_of(store, "A", first.next)

    assert len(first.items) == 100
    assert [award.id for award in (*first.items, *rest.items)] == ids
    assert rest.next is None


def test_awards_of_periods_come_first_then_those_by_hand(ports: Ports) -> None:
    months = [f"{year}-{month:02d}" for year in range(2016, 2027) for month in range(1, 13)]
    for first in range(0, MANY, 25):
        awards = [period_award(period=month) for month in months[first : first + 25]]
        ports.store.commit(awards)
    ids = _given(ports.store, MANY)

    pages = list(_pages(ports))

    assert all(len(page.periods) <= 100 and len(page.manual) <= 100 for page in pages)
    assert [line.why.period for page in pages for line in page.periods] == months
    assert [award.id for page in pages for award in page.manual] == ids


def test_few_awards_are_one_page(ports: Ports) -> None:
    ports.store.commit([period_award()])
    ids = _given(ports.store, 2)

    [page] = _pages(ports)

    assert (len(page.periods), [award.id for award in page.manual]) == (1, ids)
    assert list(_pages(ports, "nobody")) == [MyAwardPage((), [], None)]
