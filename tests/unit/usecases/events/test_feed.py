"""What happened arrives in the feeds of all who may be told of it, on each store."""

from collections.abc import Iterable
from datetime import timedelta

import pytest

from infra.memory.channel import MemoryChannel
from infra.scenarios.stage import StoryClock
from shared.adapters.layout.every_room import places
from shared.domain.calendar import WorkingCalendar
from shared.domain.events.events import Event
from shared.domain.events.feed import SHARDS, Entry, FeedPage, HandedOut, shard_key, shard_of
from shared.domain.events.readers import BACK_OFFICE, Reader
from shared.domain.ledger.journal import Chain, JournalEntry, Posting, append
from shared.domain.moments import HeadRecord, Occasion
from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import pointers_of
from shared.domain.records import Record
from shared.ports import GivenPorts, Store
from shared.usecases.events import catch_up
from shared.usecases.events.hand_out import hand_out, hand_out_again
from shared.usecases.events.heads import Head, head_of
from shared.usecases.events.pages import AT_ONCE
from shared.usecases.events.read_events import read_events
from tests.at_once import together
from tests.refusals import told
from tests.unit.domain.orders.orders import NOW, commission, order, share

SHOP, A, B = Reader("storefront", "shop"), Reader("payee", "A"), Reader("payee", "B")
MANY = 12
"""More than two pages of what was before."""

SHIPPING = Occasion(NOW, "COMMAND", "shop")


@pytest.fixture
def ports(store: Store) -> GivenPorts:
    return GivenPorts(store, StoryClock(NOW), WorkingCalendar(), MemoryChannel())


def event_ids(ports: GivenPorts, reader: Reader, after: str = "") -> list[str]:
    return [event.id for event in read_events(ports, reader, after).events]


def numbered(name: str, count: int) -> list[str]:
    return [f"order/{name}.{number}" for number in range(1, count + 1)]


def placed(name: str, *codes: str) -> Order:
    return order(id=name).telling(*(SHIPPING.moment(code) for code in codes))


def stored(store: Store, *records: Record) -> list[Head]:
    store.commit(records)
    return [Head(type(each), each.key) for each in records if isinstance(each, Order)]


def gone_on(store: Store, name: str, *codes: str) -> Head:
    old = store.get(Order, name)
    assert old is not None
    return stored(store, old.telling(*(SHIPPING.moment(code) for code in codes)))[0]


def pages_of(store: Store, reader: Reader, shards: Iterable[int] = range(SHARDS)) -> list[FeedPage]:
    return [
        page
        for shard in shards
        for page in store.listed(FeedPage, shard_key(reader.feed, shard)).items
    ]


def test_what_is_new_arrives_once_and_in_its_order(ports: GivenPorts) -> None:
    hand_out(ports, stored(ports.store, placed("O1", "created")))
    seen = read_events(ports, BACK_OFFICE)
    hand_out(ports, [gone_on(ports.store, "O1", "paid", "shipped")])

    assert [event.id for event in seen.events] == ["order/O1.1"]
    assert event_ids(ports, BACK_OFFICE, seen.next) == ["order/O1.2", "order/O1.3"]
    assert event_ids(ports, BACK_OFFICE) == numbered("O1", 3)


def test_a_repeat_hands_nothing_out_again(ports: GivenPorts) -> None:
    heads = stored(ports.store, placed("O1", "created"))

    for _ in range(3):
        hand_out(ports, heads * 2)

    assert event_ids(ports, BACK_OFFICE) == ["order/O1.1"]
    assert len(pages_of(ports.store, BACK_OFFICE)) == 1


def test_what_the_stream_repeats_at_once_is_told_once(ports: GivenPorts) -> None:
    (head,) = stored(ports.store, placed("O1", "created", "paid"))

    for until in (1, 2, 2):
        hand_out(ports, [head._replace(since=0, until=until)])

    assert event_ids(ports, BACK_OFFICE) == event_ids(ports, SHOP) == numbered("O1", 2)


def test_what_it_repeats_later_comes_again_under_the_same_numbers(ports: GivenPorts) -> None:
    (head,) = stored(ports.store, placed("O1", "created"))
    others = [n for n in range(200) if shard_of(SHOP, f"order/P{n}") == shard_of(SHOP, "order/O1")]
    heads = stored(ports.store, *(placed(f"P{n}", "created") for n in others[:AT_ONCE]))

    for each in (head, *heads, head):
        hand_out(ports, [each._replace(since=0, until=1)])

    ids = event_ids(ports, SHOP)
    assert (ids[0], ids[-1], len(ids)) == ("order/O1.1", "order/O1.1", AT_ONCE + 2)


def test_what_comes_again_behind_a_record_that_fails_is_told_once(ports: GivenPorts) -> None:
    (head,) = stored(ports.store, placed("O1", "created", "paid"))

    for _ in range(3):
        hand_out(ports, [head._replace(since=0, until=2)], comes_again=True)
    hand_out(ports, [head._replace(since=0, until=2)])

    assert event_ids(ports, BACK_OFFICE) == numbered("O1", 2)


def test_one_event_is_one_item_if_it_pays_nobody(ports: GivenPorts) -> None:
    (head,) = stored(ports.store, placed("O1", "created"))
    hand_out(ports, [head._replace(since=0, until=1)])

    later = gone_on(ports.store, "O1", "paid")
    hand_out(ports, [later._replace(since=1, until=2)])

    assert len(pages_of(ports.store, SHOP)) == 2
    # That the storefront's is read along.
    assert [page.entries for page in pages_of(ports.store, BACK_OFFICE)] == [()]
    assert ports.store.get(HandedOut, "order/O1") is None
    assert event_ids(ports, BACK_OFFICE) == event_ids(ports, SHOP) == numbered("O1", 2)


def test_of_a_record_only_what_is_new_is_told_although_it_went_on(ports: GivenPorts) -> None:
    (head,) = stored(ports.store, placed("O1", "created", "paid", "shipped"))

    hand_out(ports, [head._replace(since=0, until=1), head._replace(since=1, until=2)])

    assert event_ids(ports, BACK_OFFICE) == numbered("O1", 2)


def test_a_gap_that_an_outage_left_is_found(ports: GivenPorts) -> None:
    (head,) = stored(ports.store, placed("O1", "created", "paid", "shipped"))
    hand_out(ports, [head._replace(since=0, until=1)])
    hand_out(ports, [head._replace(since=2, until=3)])

    hand_out_again(ports, ["order/O1"])

    assert event_ids(ports, SHOP) == ["order/O1.1", "order/O1.3", "order/O1.2"]


def test_how_much_the_feed_has_is_found_among_many_pages(ports: GivenPorts) -> None:
    clock = ports.clock
    assert isinstance(clock, StoryClock)
    for number in range(40):
        at = NOW + timedelta(minutes=number)
        clock.set(at)
        record = order(id=f"O{number}").telling(Occasion(at, "C", "shop").moment("created"))
        (head,) = stored(ports.store, record)
        hand_out(ports, [head._replace(since=0, until=1)])

    hand_out_again(ports, [f"order/O{number}" for number in range(40)])

    assert sorted(event_ids(ports, SHOP)) == sorted(f"order/O{number}.1" for number in range(40))


def test_a_feed_of_before_the_back_office_read_it_along_is_not_read_again(
    ports: GivenPorts,
) -> None:
    shard = shard_of(SHOP, "order/O1")
    old = Entry(subject="order/O1", numbers=(1,))
    for feed in (SHOP.feed, BACK_OFFICE.feed):
        page = FeedPage(feed=feed, shard=shard, number=1, at=NOW, entries=(old,))
        ports.store.commit([page])
    (head,) = stored(ports.store, placed("O1", "created", "paid"))
    seen = read_events(ports, BACK_OFFICE)

    hand_out(ports, [head._replace(since=1, until=2)])

    assert [event.id for event in seen.events] == ["order/O1.1"]
    assert event_ids(ports, BACK_OFFICE, seen.next) == ["order/O1.2"]
    assert event_ids(ports, BACK_OFFICE) == event_ids(ports, SHOP) == numbered("O1", 2)


def test_what_an_outage_swallowed_is_laid_from_the_records_as_they_are(ports: GivenPorts) -> None:
    hand_out(ports, stored(ports.store, placed("O1", "created")))
    stored(ports.store, placed("O2", "created"))
    gone_on(ports.store, "O1", "paid")

    hand_out_again(ports, ["order/O1", "order/O2", "order/O3"])

    assert sorted(event_ids(ports, BACK_OFFICE)) == [*numbered("O1", 2), *numbered("O2", 1)]


def test_what_a_batch_brings_is_one_page_of_each_shard(ports: GivenPorts) -> None:
    names = [f"O{number}" for number in range(40)]
    orders = [placed(name, "created", "paid") for name in names]

    hand_out(ports, stored(ports.store, *orders))

    pages = pages_of(ports.store, SHOP)
    assert sorted(page.shard for page in pages) == list(range(SHARDS))
    assert sorted(event_ids(ports, BACK_OFFICE)) == sorted(
        number for name in names for number in numbered(name, 2)
    )
    for page in pages:
        for entry in page.entries:
            assert shard_of(SHOP, entry.subject) == page.shard


def test_a_cursor_goes_on_in_every_shard_until_nothing_is_left(ports: GivenPorts) -> None:
    names = [f"O{number}" for number in range(100)]
    for start in range(0, len(names), 10):
        orders = [placed(name, "created", "paid", "shipped") for name in names[start : start + 10]]
        hand_out(ports, stored(ports.store, *orders))

    found: list[Event] = []
    cursor, answer = "", read_events(ports, BACK_OFFICE)
    while answer.events:
        assert len(answer.events) <= 200
        found += answer.events
        cursor, answer = answer.next, read_events(ports, BACK_OFFICE, answer.next)

    assert answer.next == cursor
    assert sorted(event.id for event in found) == sorted(
        number for name in names for number in numbered(name, 3)
    )
    for name in names:
        of_one = [event.id for event in found if event.subject == f"order/{name}"]
        assert of_one == numbered(name, 3)


def paying(name: str = "O1") -> tuple[Order, JournalEntry]:
    commissions = [commission(share(), payee=payee) for payee in ("A", "B")]
    of = order(id=name, commissions=commissions)
    postings = [
        Posting(from_account="brand:commission", to_account=f"{payee}:pending", amount_fen=fen)
        for payee, fen in (("A", 10), ("B", 5))
    ]
    about = {"subject": of.books, "at": NOW, "recorded_at": NOW, "cause": "order_paid"}
    entry = append(Chain(), **about, command="COMMAND", postings=postings)[1]
    moved = SHIPPING.moment("commission_promised", amount_fen=15, entry=1)
    return of.telling(SHIPPING.moment("paid", amount_fen=100), moved), entry


def paid_out(ports: GivenPorts, name: str = "O1") -> Order:
    """Store an order that pays A and B, lay its pointers, and hand it out."""
    found, entry = paying(name)
    found = found.changed(paid_at=NOW)
    heads = stored(ports.store, found, entry)
    ports.store.point(pointers_of(found))
    hand_out(ports, [head._replace(since=0, until=len(found.moments)) for head in heads])
    return found


def test_each_payee_reads_his_own_commission_and_nothing_else(ports: GivenPorts) -> None:
    paid_out(ports)

    own = {reader.id: read_events(ports, reader).events for reader in (A, B)}

    told = {payee: [(each.id, each.amount_fen) for each in own[payee]] for payee in own}
    assert told == {"A": [("order/O1.2", 10)], "B": [("order/O1.2", 5)]}
    assert read_events(ports, Reader("payee", "C")).events == []


def test_a_payee_who_does_not_read_his_feed_has_none(ports: GivenPorts) -> None:
    paid_out(ports)

    assert event_ids(ports, A) == ["order/O1.2"]
    assert pages_of(ports.store, B, [0]) == []


def test_once_he_reads_it_what_happens_arrives(ports: GivenPorts) -> None:
    paid_out(ports)
    seen = read_events(ports, A)
    found = ports.store.get(Order, "O1")
    assert found is not None
    _, entry = paying()
    later = entry.changed(sequence=2, version=0)
    telling = found.telling(SHIPPING.moment("commission_released", amount_fen=15, entry=2))
    (head,) = stored(ports.store, telling, later)
    hand_out(ports, [head._replace(since=2, until=3)])

    assert event_ids(ports, A, seen.next) == ["order/O1.3"]
    assert event_ids(ports, A) == ["order/O1.2", "order/O1.3"]
    # And what was before he read for the first time, with it.
    assert event_ids(ports, B) == ["order/O1.2", "order/O1.3"]


def test_what_happened_before_he_read_follows_page_by_page(
    ports: GivenPorts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catch_up, "AT_ONCE", 5)
    names = [f"O{number:03d}" for number in range(MANY)]
    for name in names:
        paid_out(ports, name)
    found: list[str] = []
    answer = read_events(ports, A)
    while answer.events:
        found += [event.id for event in answer.events]
        answer = read_events(ports, A, answer.next)

    assert found == [f"order/{name}.2" for name in names]
    assert event_ids(ports, A)[:1] == ["order/O000.2"]
    for page in pages_of(ports.store, A, [0]):
        assert len(page.entries) <= 5


def test_orders_that_moved_nothing_for_him_do_not_end_his_feed(
    ports: GivenPorts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catch_up, "AT_ONCE", 5)
    for number in range(6):
        idle = placed(f"N{number:02d}", "created").changed(paid_at=NOW, chain=("A",))
        stored(ports.store, idle)
        ports.store.point(pointers_of(idle))
    paid_out(ports)

    assert event_ids(ports, A) == ["order/O1.2"]


def test_a_storefront_reads_its_own_orders_alone(ports: GivenPorts) -> None:
    others = order(id="O2", storefront="other/shop#2").telling(SHIPPING.moment("created"))
    hand_out(ports, stored(ports.store, *paying(), others))

    events = read_events(ports, SHOP).events

    assert [(each.id, each.amount_fen) for each in events] == [
        ("order/O1.1", 100),
        ("order/O1.2", None),
    ]
    assert event_ids(ports, Reader("storefront", "other/shop#2")) == ["order/O2.1"]


@pytest.mark.parametrize(
    "cursor",
    [
        *("x", "1", "1.2", "1.2.3.4.5.6.7.8.9", "-1.0.0.0.0.0.0.0", "１"),
        *("1.2.3.4.5.6.7.8;", "1.2.3.4.5.6.7.8;payee:A=1......."),
        *("1.2.3.4.5.6.7.8;storefront:shop=1", "1.2.3.4.5.6.7.8;storefront:shop=x......."),
    ],
)
def test_a_cursor_that_was_never_given_is_refused(ports: GivenPorts, cursor: str) -> None:
    for reader in (BACK_OFFICE, SHOP):
        with told("as it was given to you") as refused:
            read_events(ports, reader, cursor)

    assert refused.value.code == "invalid"


def test_of_two_batches_at_once_none_is_lost(ports: GivenPorts) -> None:
    first, second = (
        stored(ports.store, *(placed(f"{batch}{n}", "created") for n in range(10)))
        for batch in ("P", "Q")
    )

    together([lambda: hand_out(ports, first), lambda: hand_out(ports, second)])

    assert len(set(event_ids(ports, BACK_OFFICE))) == 20
    for shard in range(SHARDS):
        numbers = [page.number for page in pages_of(ports.store, SHOP, [shard])]
        assert numbers == list(range(1, len(numbers) + 1))


def test_every_kind_that_tells_its_life_is_known_by_its_name(store: Store) -> None:
    telling = [kind for kind in places() if issubclass(kind, HeadRecord)]
    assert len(telling) > 5
    assert [head_of(store, f"{kind.called}/x/y") for kind in telling] == [
        Head(kind, "x/y") for kind in telling
    ]
