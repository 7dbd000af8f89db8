"""What every Store promises of its lists by day of payment, in memory and over DynamoDB alike."""

from datetime import date, datetime, timedelta

from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import (
    PAID_LISTS,
    PaidOn,
    PaidPlace,
    paid_on,
    pointers_of,
    pointers_of_new,
)
from shared.ports import Store
from shared.usecases.orders.order_lists import paid_orders
from tests.unit.adapters.table.orders import order

MIDNIGHT = datetime.fromisoformat("2025-04-02T00:00:00+08:00")
DAY = date(2025, 4, 2)


def paid_place(found: Order) -> PaidPlace | None:
    places = [each for each in pointers_of(found) if isinstance(each, PaidOn)]
    for each in places:
        day = date.fromisoformat(each.day)
        return PaidPlace(day, int(each.shard), f"{each.paid_at}/{each.order}")
    return None


def ids_of_shard(shard: int, count: int) -> list[str]:
    found: list[str] = []
    number = 0
    while len(found) < count:
        number += 1
        place = paid_place(order(f"O{number}").changed(paid_at=MIDNIGHT))
        if place and place.shard == shard:
            found.append(f"O{number}")
    return found


def pay(store: Store, name: str, paid_at: datetime) -> None:
    paid = order(name).changed(paid_at=paid_at)
    store.commit([paid])
    store.point(pointers_of(paid))
    store.point(pointers_of(paid))


def found_in(store: Store, place: PaidPlace, limit: int) -> list[Order]:
    return paid_orders(store, place, limit)[0]


def all_of(store: Store, day: date) -> list[str]:
    lists = (PaidPlace(day, shard, "") for shard in range(PAID_LISTS))
    return sorted(found.id for each in lists for found in found_in(store, each, 100))


def place_of(found: Order) -> PaidPlace:
    place = paid_place(found)
    assert place is not None
    return place


def test_a_day_is_the_local_day_of_payment(store: Store) -> None:
    pay(store, "eve", MIDNIGHT - timedelta(seconds=1))
    pay(store, "first", MIDNIGHT)
    pay(store, "last", MIDNIGHT + timedelta(days=1, seconds=-1))
    pay(store, "next", MIDNIGHT + timedelta(days=1))
    store.commit([order("unpaid")])

    assert all_of(store, DAY) == ["first", "last"]
    assert all_of(store, DAY - timedelta(days=1)) == ["eve"]
    assert all_of(store, DAY + timedelta(days=1)) == ["next"]


def test_a_list_is_in_the_order_of_payment_and_goes_on_behind_a_place(store: Store) -> None:
    names = ids_of_shard(5, 4)
    for hours, name in zip((9, 3, 6, 3), names, strict=True):
        pay(store, name, MIDNIGHT + timedelta(hours=hours))
    begin = PaidPlace(DAY, 5, "")

    found = found_in(store, begin, 100)

    at_three = sorted([names[1], names[3]])
    assert [each.id for each in found] == [*at_three, names[2], names[0]]
    assert found_in(store, begin, 3) == found[:3]
    assert found_in(store, place_of(found[0]), 2) == found[1:3]
    assert found_in(store, place_of(found[3]), 100) == []
    assert found_in(store, PaidPlace(DAY, 6, ""), 100) == []


def test_one_that_was_paid_on_its_day_is_found_there_once(store: Store) -> None:
    for hours, name in enumerate(("later", "older", "other day", "unpaid")):
        at = MIDNIGHT + timedelta(hours=hours)
        days = timedelta(days=int(name == "other day"))
        paid_at = None if name == "unpaid" else at + timedelta(minutes=5) + days
        placed = order(name).changed(created_at=at, paid_at=paid_at)
        store.commit([placed])
        store.point([*pointers_of_new(placed), *pointers_of(placed)])
        if name == "older":
            assert placed.paid_at is not None
            store.point([paid_on(placed, placed.paid_at)])

    assert all_of(store, DAY) == ["later", "older"]
    assert all_of(store, DAY + timedelta(days=1)) == ["other day"]


def test_an_unpaid_order_has_no_place() -> None:
    assert paid_place(order("unpaid")) is None
