"""How the store reads: consistently where it decides, in pages, batches and shards elsewhere."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from shared.adapters.dynamodb import reads
from shared.adapters.dynamodb.store import DynamoStore
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import Chain, JournalEntry
from shared.domain.network.people import RelationChange
from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import OrderOf, SaleOf, pointers_of
from shared.domain.orders.refund_record import Refund
from shared.domain.payouts.payouts import Payout
from shared.domain.payouts.settlement_lines import line_shard
from shared.domain.records import Record
from shared.domain.rulebook.versions import RuleVersion
from shared.usecases import lists
from shared.usecases.lists import all_of, led_to
from shared.usecases.orders.order_lists import orders_paying
from shared.usecases.payouts.payout_lists import payouts_of
from tests.unit.adapters.dynamodb_table import TABLE, Calls, dynamodb_calls, store_over
from tests.unit.adapters.lists import payees_of, proposals_of
from tests.unit.adapters.samples import T0, at
from tests.unit.adapters.table.ledger import entry
from tests.unit.adapters.table.orders import order, refund
from tests.unit.adapters.table.payouts import payout, proposal
from tests.unit.adapters.table.rulebook import rule


@pytest.fixture
def calls() -> Iterator[Calls]:
    with dynamodb_calls() as calls:
        yield calls


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of an answer holds two or three small items, not a mebibyte."""
    monkeypatch.setattr("moto.dynamodb.models.table.RESULT_SIZE_LIMIT", 1_000)


class Overloaded:
    """A client whose table does one key of each batch, and not the first one asked for."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.asked: list[int] = []

    def call(self, operation: str, request: Any) -> Any:
        if operation != "BatchGetItem":
            return self._client.call(operation, request)
        *rest, last = request["RequestItems"][TABLE.name]["Keys"]
        self.asked.append(1 + len(rest))
        asked = {"RequestItems": {TABLE.name: {"Keys": [last]}}}
        answer = self._client.call(operation, asked)
        undone = {TABLE.name: {"Keys": rest}} if rest else {}
        return {**answer, "UnprocessedKeys": undone}


def pay(store: DynamoStore, numbers: range) -> list[str]:
    orders = [order(f"O{n}", "alice", created_at=at(n), paid_at=at(n + 1)) for n in numbers]
    for paid in orders:
        store.commit([paid])
        store.point(pointers_of(paid))
    return [paid.id for paid in orders]


def test_a_decision_reads_what_is_stored_and_a_list_may_lag(calls: Calls) -> None:
    store = store_over(calls)
    store.get(Order, "A")
    all_of(store, JournalEntry, "ORDER#A")
    all_of(store, Refund, "A")
    all_of(store, RelationChange, "A")
    proposals_of(store, "2026-02", 0, "", 1)
    assert all(params["ConsistentRead"] for _, params in calls.made)
    del calls.made[:]
    store.listed(SaleOf, "A")
    payouts_of(store, "A")
    assert [params["ConsistentRead"] for _, params in calls.made] == [False, True]


@pytest.mark.usefixtures("small_pages")
def test_what_is_longer_than_a_page_is_given_whole(calls: Calls) -> None:
    store = store_over(calls)
    chain, entries = Chain(), []
    for _ in range(8):
        chain, new = entry("ORDER#A", chain)
        entries.append(new)
    records: list[Record] = [*entries, *(refund(str(n), "A") for n in range(8))]
    store.commit([*records, *(payout(f"P{n}", "A") for n in range(8))])
    assert [e.sequence for e in all_of(store, JournalEntry, "ORDER#A")] == list(range(1, 9))
    assert [found.id for found in all_of(store, Refund, "A")] == list("01234567")
    assert [found.id for found in payouts_of(store, "A").items] == [f"P{n}" for n in range(8)]
    assert len(calls.of("Query")) > 6


@pytest.mark.usefixtures("small_pages")
def test_a_limit_goes_on_over_pages_and_stops_at_the_limit(calls: Calls) -> None:
    store = store_over(calls)
    payees = [f"P{n:03d}" for n in range(900) if line_shard(f"P{n:03d}") == 3][:12]
    store.commit([Balance(payee=payee) for payee in payees])
    store.commit([proposal(payee) for payee in payees])
    assert payees_of(store, 3, payees[0], 9) == payees[1:10]
    assert [p.payee for p in proposals_of(store, "2026-02", 3, payees[0], 9)] == payees[1:10]
    assert all(params["Limit"] <= 9 for params in calls.of("Query"))


@pytest.mark.usefixtures("small_pages")
def test_what_is_due_is_merged_from_all_shards_page_by_page(calls: Calls) -> None:
    store = store_over(calls)
    orders = [order(f"O{n}", due_at=at(n % 13)) for n in range(90)]
    store.commit(orders)
    due = list(store.due(at(20)))
    assert sorted(one.key for one in due) == sorted(one.id for one in orders)
    assert [one.due_at for one in due] == sorted(one.due_at for one in orders)
    partitions = {q["ExpressionAttributeValues"][":partition"]["S"] for q in calls.of("Query")}
    apart = {f"DUE#{part}" for part in store.due_parts(Payout)}
    assert partitions - apart == {f"DUE#{part}" for part in store.due_parts()}


def test_nothing_is_asked_before_what_is_due_is_read(calls: Calls) -> None:
    store = store_over(calls)
    due = store.due(at(20))
    assert calls.made == []
    assert list(due) == []


def test_orders_are_loaded_in_batches_and_stay_in_order(
    calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reads, "BATCH", 2)
    monkeypatch.setattr(lists, "PAGE", 2)
    store = store_over(calls)
    ids = pay(store, range(5))
    found = led_to(store, Order, lists.every(store, OrderOf, "alice"))
    assert next(found).id == ids[0]
    assert len(calls.of("BatchGetItem")) == 1
    assert [paid.id for paid in found] == ids[1:]
    assert len(calls.of("BatchGetItem")) == 3


def test_keys_that_an_overloaded_table_left_are_asked_for_again_after_a_pause(
    calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("shared.adapters.dynamodb.reads.time.sleep", pauses.append)
    ids = pay(store_over(calls), range(4))
    client: Any = Overloaded(calls.client)
    store = DynamoStore(client, TABLE.name)
    assert [paid.id for paid in orders_paying(store, "alice").items] == ids
    assert client.asked == [4, 3, 2, 1]
    assert len(pauses) == 3


def test_a_pointer_whose_order_cannot_be_seen_yet_is_passed_over(calls: Calls) -> None:
    store = store_over(calls)
    store.point(pointers_of(order("GHOST", "alice", created_at=at(0), paid_at=at(1))))
    assert [paid.id for paid in orders_paying(store, "alice").items] == []
    (seen,) = pay(store, range(1, 2))
    assert [paid.id for paid in orders_paying(store, "alice").items] == [seen]


def test_a_rule_version_is_seen_at_once_and_read_only_once(calls: Calls) -> None:
    store, other = store_over(calls), store_over(calls)
    other.commit([rule(1, "plan"), rule(1, "policy")])
    assert [version.number for version in all_of(store, RuleVersion, "plan")] == [1]
    other.commit([rule(2, "plan")])
    calls.made.clear()
    assert [version.number for version in all_of(store, RuleVersion, "plan")] == [1, 2]
    assert [version.number for version in all_of(store, RuleVersion, "policy")] == [1]
    questions = [params["ExpressionAttributeValues"] for params in calls.of("Query")]
    assert [values[":first"]["S"] for values in questions] == ["v#000001 ", "v#"]


def versions_at(store: DynamoStore, seconds: float) -> list[int]:
    now = T0 + timedelta(seconds=seconds)
    return [version.number for version in store.lately(RuleVersion, "plan", now)]


def test_rule_versions_are_remembered_for_a_while_of_business_time(calls: Calls) -> None:
    store, other = store_over(calls), store_over(calls)
    other.commit([rule(1, "plan")])
    assert versions_at(store, 0) == [1]
    other.commit([rule(2, "plan")])
    calls.made.clear()
    assert versions_at(store, 25) == [1]
    assert calls.made == []
    assert versions_at(store, 26) == [1, 2]
    assert [name for name, _ in calls.made] == ["Query"]


def test_that_there_is_no_rule_version_is_remembered_as_well(calls: Calls) -> None:
    store = store_over(calls)
    assert versions_at(store, 0) == []
    calls.made.clear()
    assert versions_at(store, 25) == []
    assert calls.made == []


@pytest.mark.parametrize("seconds", [-1, 86_400])
def test_nothing_is_remembered_across_a_leap_of_the_clock(calls: Calls, seconds: float) -> None:
    store, other = store_over(calls), store_over(calls)
    assert versions_at(store, 0) == []
    other.commit([rule(1, "plan")])
    assert versions_at(store, seconds) == [1]


def test_whoever_wants_them_exact_gets_what_others_remember_later(calls: Calls) -> None:
    store, other = store_over(calls), store_over(calls)
    assert versions_at(store, 0) == []
    other.commit([rule(1, "plan")])
    assert [version.number for version in all_of(store, RuleVersion, "plan")] == [1]
    other.commit([rule(2, "plan")])
    assert versions_at(store, 24) == [1]
    assert versions_at(store, 26) == [1, 2]
