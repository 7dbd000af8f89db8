"""A record and its item say the same; the item keeps apart what the table itself must see."""

import importlib
import json
import pkgutil
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import shared.domain
from shared.adapters.dynamodb.bodies import read_body
from shared.adapters.dynamodb.items import item_bytes, read_item, write_item
from shared.adapters.layout.every_room import places
from shared.adapters.layout.registry import item_of
from shared.domain.day_pointers import OnDay
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.shards import shard_of
from shared.domain.moments import HeadRecord
from shared.domain.network.bindings import Binding
from shared.domain.network.people import RelationChange
from shared.domain.orders.kept_order import KeptOrder
from shared.domain.orders.order import Order
from shared.domain.orders.refund_record import Refund
from shared.domain.records import NOTHING, AwaitingRecord, Pointer, Record
from shared.domain.times import FAR
from tests.unit.adapters.record_strategies import records
from tests.unit.adapters.samples import T0, at
from tests.unit.adapters.store_records import one_of_every_kind, one_of_every_pointer
from tests.unit.adapters.table.orders import order, refund

BASES: set[type[Record]] = {Record, AwaitingRecord, HeadRecord, Pointer, OnDay, KeptOrder}
KINDS = [type(record) for record in one_of_every_kind()]


def kinds_below(kind: type[Record]) -> set[type[Record]]:
    return {kind}.union(*map(kinds_below, kind.__subclasses__()))


def test_every_kind_of_record_in_the_domain_is_among_those_tested() -> None:
    for module in pkgutil.walk_packages(shared.domain.__path__, "shared.domain."):
        importlib.import_module(module.name)
    found = {kind for kind in kinds_below(Record) if kind.__module__.startswith("shared.domain.")}
    assert found - BASES == {*KINDS, *map(type, one_of_every_pointer())}


def test_what_kinds_are_based_on_is_itself_stored_nowhere() -> None:
    assert BASES.isdisjoint(places())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=40)
@given(data=st.data())
def test_nothing_of_a_record_is_lost(kind: type[Record], data: st.DataObject) -> None:
    record = data.draw(records(kind))
    back = read_item(kind, write_item(record))
    assert back == record.changed(version=record.version + 1)
    assert back.model_dump_json(exclude={"version", "due_at"}) == record.model_dump_json(
        exclude={"version", "due_at"}
    )


def test_a_waiting_record_shows_its_wait_and_stands_in_the_index() -> None:
    item = write_item(order(due_at=at(5), version=6))
    assert {name: value for name, value in item.items() if name != "body"} == {
        "PK": {"S": "ORDER#ORDERA"},
        "SK": {"S": "ORDER"},
        "version": {"N": "7"},
        "awaiting": {"S": "payment"},
        "due_at": {"S": "2026-03-08T09:05:00Z"},
        "told": {"N": "0"},
        "gpk": {"S": "DUE#32"},
        "gsk": {"S": "2026-03-08T09:05:00Z#ORDER#ORDERA"},
    }


def test_the_body_repeats_nothing_and_spells_out_no_default() -> None:
    body = json.loads(read_body(write_item(order(version=6))["body"]))
    assert body.keys() == {
        "id", "storefront", "buyer", "lines", "plan", "created_at", "expires_at",
    }  # fmt: skip
    assert body["lines"] == [
        {"line": 1, "sku": "tea", "qty": 2, "price_fen": 5_000, "base_fen": 10_000}
    ]


def test_a_finished_record_stands_in_no_index() -> None:
    item = write_item(order(awaiting=NOTHING, due_at=FAR))
    assert item.keys() == {"PK", "SK", "version", "awaiting", "due_at", "told", "body"}


def test_a_refund_is_due_under_its_own_name() -> None:
    item = write_item(refund("R", awaiting="result", due_at=T0))
    assert item["gsk"] == {"S": "2026-03-08T09:00:00Z#REFUND#ORDERA/R"}


def test_a_balance_keeps_its_place_in_the_index_whatever_it_holds() -> None:
    before, after = write_item(Balance(payee="A")), write_item(Balance(payee="A", held=5))
    place = {"gpk": {"S": f"PAYEES#{shard_of('A')}"}, "gsk": {"S": "A"}}
    assert {name: before[name] for name in place} == place
    assert {name: after[name] for name in place} == place


def test_a_due_time_within_a_second_is_refused() -> None:
    with pytest.raises(ValueError, match=r"due_at of ORDERA has a fraction .* use whole_second"):
        write_item(order(due_at=T0 + timedelta(microseconds=1)))


def test_a_divider_within_the_last_part_of_a_key_stays_there() -> None:
    assert item_of(Binding, "a/b") == ("BUYER#a/b", "BINDING")
    assert item_of(Order, "a/b") != item_of(Order, "a")
    assert item_of(Refund, "ORDERA/R") == ("ORDER#ORDERA", "REFUND#R")
    assert item_of(RelationChange, "A/000001") == ("PAYEE#A", "UPLINE#000001")


def test_the_size_of_an_item_counts_names_and_values_in_utf_8() -> None:
    assert item_bytes({"PK": {"S": "茶"}, "version": {"N": "12"}}) == 2 + 3 + 7 + 2
