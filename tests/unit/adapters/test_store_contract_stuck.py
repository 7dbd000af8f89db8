"""What every Store promises of what no time moves, and of pointers that a transaction lays."""

import pytest

from shared.adapters.layout import index
from shared.domain.day_pointers import DAY_SHARDS, day_shard
from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import AskedOn
from shared.domain.orders.refund_record import Refund
from shared.domain.orders.refunds import OPERATOR
from shared.domain.payouts.payouts import Payout
from shared.domain.records import NOTHING, AwaitingRecord, Record
from shared.domain.times import FAR, local_day
from shared.ports import Conflict, Store
from tests.unit.adapters.samples import T0, at
from tests.unit.adapters.table.orders import order, refund
from tests.unit.adapters.table.payouts import payout


def stuck(store: Store, kind: type[AwaitingRecord], limit: int) -> list[list[str]]:
    pages: list[list[str]] = []
    after: str | None = ""
    while after is not None:
        page = store.stuck(kind, after=after, limit=limit)
        pages.append(list(page.items))
        after = page.next
    return pages


@pytest.mark.parametrize("limit", [1, 3, 7, 100])
def test_what_only_a_fact_can_move_is_found_once_page_by_page(store: Store, limit: int) -> None:
    wanted = [f"R{number}" for number in range(7)]
    records: list[Record] = [refund(name, "O", awaiting=OPERATOR, due_at=FAR) for name in wanted]
    records += [refund("DUE", "O", awaiting="channel", due_at=at(1))]
    records += [refund("DONE", "O", awaiting=NOTHING, due_at=FAR, state="success")]
    records += [order("O", awaiting="held_lines", due_at=FAR)]
    store.commit(records)

    pages = stuck(store, Refund, limit)

    assert sorted(key for page in pages for key in page) == [f"O/{name}" for name in wanted]
    assert all(len(page) <= limit for page in pages)
    assert [key for page in stuck(store, Order, limit) for key in page] == ["O"]


def test_a_kind_with_parts_of_its_own_is_found_in_them_and_where_it_stood_before(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(index, "due_parts", lambda kind=None: [] if kind else ["0", "63"])
        store.commit([payout("OLD", awaiting="approval", due_at=FAR)])
    store.commit([payout(f"P{n}", awaiting="approval", due_at=FAR) for n in range(4)])
    store.commit([payout("DUE", awaiting="submission", due_at=at(1))])
    pages = stuck(store, Payout, 2)
    assert sorted(key for page in pages for key in page) == ["OLD", "P0", "P1", "P2", "P3"]
    assert [due.key for due in store.due(at(1), store.due_parts(Payout))] == ["DUE"]
    assert list(store.due(at(1), store.due_parts())) == []


def test_a_pointer_is_put_in_the_transaction_of_what_it_leads_to(store: Store) -> None:
    pointer = AskedOn.leading(T0, "O/R")
    store.commit([order("O"), pointer])
    parent = f"{local_day(T0).isoformat()}/{day_shard('O/R')}"
    assert [each.target for each in store.listed(AskedOn, parent).items] == ["O/R"]
    store.commit([order("P"), pointer])
    assert len(store.listed(AskedOn, parent).items) == 1


def test_a_pointer_to_what_was_not_written_is_not_there(store: Store) -> None:
    store.commit([order("O")])
    with pytest.raises(Conflict):
        store.commit([order("O"), AskedOn.leading(T0, "O/R")])
    parents = [f"{local_day(T0).isoformat()}/{shard}" for shard in range(DAY_SHARDS)]
    assert [store.listed(AskedOn, parent).items for parent in parents] == [[]] * DAY_SHARDS
