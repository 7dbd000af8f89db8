"""What every Store promises of each declared place, list, queue and pointer, on both stores."""

from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

from infra.memory.store import MemoryStore
from shared.adapters import table
from shared.adapters.layout.every_room import places, queues
from shared.adapters.layout.registry import place_of, queues_of, room_name
from shared.adapters.place import Place
from shared.domain.orders.order_pointers import OrderOf
from shared.domain.records import Pointer, Queue, Record
from shared.domain.times import FAR
from shared.ports import Page, Store
from shared.usecases.lists import every
from tests.unit.adapters.samples import at
from tests.unit.adapters.store_records import (
    one_of_every_kind,
    one_of_every_pointer,
    rooms,
    siblings_of,
)
from tests.unit.adapters.table.orders import order

EXAMPLES: dict[type[Record], Record] = {
    type(each): each for each in [*one_of_every_pointer(), *one_of_every_kind()]
}
LISTED = [place for place in places().values() if "{" in place.sk and place.bare is None]
"""Where several records stand in one partition."""

WAITED_IN = sorted(queues(), key=lambda queue: queue.name)
SIBLINGS = 5


def parent_of(place: Place, record: Record) -> str:
    parts = record.key.split("/")
    return "/".join(parts[: place.pk.count("{")])


def siblings(record: Record) -> list[Record]:
    """Records that differ from one in their keys, under the same parent."""
    if given := siblings_of(type(record)):
        return [*given]
    place = place_of(type(record))
    found = [record]
    for name in type(record).model_fields:
        if name in ("version", "kind", "role") or len(found) > 1:
            continue
        value = getattr(record, name)
        others = [record.changed(**{name: other}) for other in _others(value)]
        same = [each for each in others if parent_of(place, each) == parent_of(place, record)]
        if same and all(each.key != record.key for each in same):
            found += same
    return found


def _others(value: Any) -> list[Any]:
    if isinstance(value, int) and not isinstance(value, bool):
        return [value + number for number in range(1, SIBLINGS)]
    if isinstance(value, str):
        return [f"{value}{number}" for number in range(1, SIBLINGS)]
    return []


def written(store: Store, records: list[Record]) -> None:
    pointers = [record for record in records if isinstance(record, Pointer)]
    store.commit([record for record in records if not isinstance(record, Pointer)])
    store.point(pointers)
    store.point(pointers)


def pages(store: Store, kind: type[Record], parent: str, **place: Any) -> Iterator[Page[Record]]:
    after: str | None = ""
    while after is not None:
        page = store.listed(kind, parent, after=after, limit=2, **place)
        yield page
        after = page.next


def test_every_kind_has_a_place_and_an_example() -> None:
    assert set(places()) == set(EXAMPLES)


def test_every_room_of_the_table_has_its_own_examples() -> None:
    assert {room.name for room in iter_modules(table.__path__)} == set(rooms())
    for name, room in rooms().items():
        declared = {place.kind for place in import_module(f"{table.__name__}.{name}").PLACES}
        assert {type(record) for record in room.EXAMPLES} <= declared


@pytest.mark.parametrize("name", rooms())
def test_a_room_of_the_table_places_the_records_of_the_domains_room_of_its_name(name: str) -> None:
    room = import_module(f"{table.__name__}.{name}")
    kinds = {place.kind for place in room.PLACES} | {queue.kind for queue in room.QUEUES}
    assert {room_name(kind) for kind in kinds} == {name}


def test_a_kind_alone_finds_all_that_is_declared_of_it() -> None:
    assert {kind: place_of(kind) for kind in places()} == places()
    found = [queue for kind in places() for queue in queues_of(kind)]
    assert sorted(found, key=lambda queue: queue.name) == WAITED_IN


@pytest.mark.parametrize("place", places().values(), ids=lambda place: place.kind.__name__)
def test_a_key_is_read_back_from_its_item(place: Place) -> None:
    record = EXAMPLES[place.kind]
    if "{" in place.pk + place.sk:
        assert place.key_of(place.of(record.key)) == record.key


@pytest.mark.parametrize("place", places().values(), ids=lambda place: place.kind.__name__)
def test_no_other_kind_reads_its_item(place: Place) -> None:
    item = place.of(EXAMPLES[place.kind].key)
    readers = [each.kind for each in places().values() if each.key_of(item) is not None]
    assert readers == [place.kind]


@pytest.mark.parametrize("place", LISTED, ids=lambda place: place.kind.__name__)
def test_a_list_comes_page_by_page_in_the_order_of_its_keys_and_the_other_way_round(
    store: Store, place: Place
) -> None:
    records = siblings(EXAMPLES[place.kind])
    assert len(records) > 1
    written(store, records[::-1])
    parent = parent_of(place, records[0])

    found = list(pages(store, place.kind, parent))
    assert all(len(page.items) <= 2 for page in found)
    keys = [record.key for page in found for record in page.items]
    assert keys == [each.key for each in sorted(records, key=lambda each: place.of(each.key).sk)]
    assert [record.key for record in every(store, place.kind, parent)] == keys
    back = pages(store, place.kind, parent, latest_first=True)
    assert [record.key for page in back for record in page.items] == keys[::-1]


@pytest.mark.parametrize("place", LISTED, ids=lambda place: place.kind.__name__)
def test_a_list_is_its_parents_alone(store: Store, place: Place) -> None:
    written(store, siblings(EXAMPLES[place.kind]))
    parent = parent_of(place, EXAMPLES[place.kind])
    assert not store.listed(place.kind, parent[:-1]).items
    assert not store.listed(place.kind, f"{parent}1").items


@pytest.mark.parametrize("queue", WAITED_IN, ids=lambda queue: queue.name)
def test_a_queue_comes_page_by_page_in_its_order(store: Store, queue: Queue[Record]) -> None:
    records = [each for each in siblings(EXAMPLES[queue.kind]) if queue.place(each)]
    store.commit(records)
    placed = sorted((place, each.key) for each in records if (place := queue.place(each)))
    part = placed[0][0][0]

    first = store.waiting(queue, part, limit=1)
    rest = store.waiting(queue, part, after=placed[0][0][1], limit=100)
    assert [*first.items, *rest.items] == [key for place, key in placed if place[0] == part]
    assert not store.waiting(queue, f"{part}1").items


def test_a_store_that_lags_shows_index_and_pointers_later() -> None:
    store = MemoryStore(lags=True)
    paid = order("ORDERA", "A", paid_at=at(1), due_at=at(2))
    store.commit([paid])
    assert not list(store.due(FAR - timedelta(days=1)))
    assert not store.listed(OrderOf, "A").items
    store.caught_up()
    assert [due.key for due in store.due(at(2))] == ["ORDERA"]
    assert [found.target for found in store.listed(OrderOf, "A").items] == ["ORDERA"]
