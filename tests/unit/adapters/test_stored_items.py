"""What stood in the table before fields were added still reads, and says what it said."""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest

from shared.adapters.dynamodb.bodies import read_body
from shared.adapters.dynamodb.items import Item, key_in, read_item, write_item
from shared.domain.commission.rounding import earned
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import JournalEntry, digest_of
from shared.domain.orders.explanation import explain_order
from shared.domain.orders.order import Order
from shared.domain.orders.promises import remaining_weights
from shared.domain.orders.refunds import refund
from shared.domain.records import Record
from tests.unit.adapters.samples import T0
from tests.unit.adapters.store_records import one_of_every_kind
from tests.unit.domain.orders.orders import book

R = TypeVar("R", bound=Record)

FOLDER = Path(__file__).parents[2] / "data" / "stored"
STORED: list[Item] = [
    json.loads(text)
    for room in sorted(FOLDER.glob("*.jsonl"))
    for text in room.read_text(encoding="utf-8").splitlines()
]
KINDS = {type(record).__name__: type(record) for record in one_of_every_kind()}


def _all(kind: type[R]) -> list[R]:
    return [read_item(kind, item) for item in STORED if item["kind"] == kind.__name__]


def _paid_order() -> Order:
    """Percents, tiers looked up anew and booked, and an award of the first sale; 10.01 refunded."""
    return next(order for order in _all(Order) if order.paid_at)


def _keeps(old: Any, new: Any) -> bool:
    """Tell whether all of the old is there as it was; fields may have come, tuples have grown."""
    if isinstance(old, Mapping):
        return all(name in new and _keeps(value, new[name]) for name, value in old.items())
    if isinstance(old, Sequence) and not isinstance(old, str):
        return len(old) <= len(new) and all(map(_keeps, old, new))
    return bool(old == new)


@pytest.mark.parametrize("item", STORED, ids=[item["kind"] for item in STORED])
def test_it_reads_and_is_written_again_in_its_place_with_all_that_it_said(item: Item) -> None:
    again = write_item(read_item(KINDS[item["kind"]], item))

    assert key_in(again) == key_in(item)
    assert int(again["version"]["N"]) == int(item["version"]["N"]) + 1
    assert _keeps(json.loads(read_body(item["body"])), json.loads(read_body(again["body"])))


@pytest.mark.parametrize("name", KINDS)
def test_an_item_of_every_kind_was_kept(name: str) -> None:
    new = next(record for record in one_of_every_kind() if type(record).__name__ == name)
    line = json.dumps(
        {"kind": name, **write_item(new)},
        ensure_ascii=False,
        default=lambda body: b64encode(body).decode(),
    )
    assert any(item["kind"] == name for item in STORED), f"keep it in {FOLDER}, once: {line}"


def test_the_digest_of_every_entry_is_still_its_own() -> None:
    entries = _all(JournalEntry)

    assert len(entries) == 3
    assert [digest_of(entry) for entry in entries] == [entry.digest for entry in entries]


def test_an_order_promises_the_fen_that_it_promised() -> None:
    order = _paid_order()

    for each in order.commissions:
        assert earned(remaining_weights(each, order.lines)) == each.recognised
    now = {each.rule: each.recognised for each in order.commissions}
    assert {rule: now[rule] for rule in ("size", "sum", "first")} == {
        "size": 2_79,
        "sum": 1_74,
        "first": 1_59,
    }


def test_an_order_that_is_refunded_whole_ends_at_zero() -> None:
    order = _paid_order()
    books = book(order)
    books.balances |= {each: Balance(payee=each) for each in order.people}

    for line in order.lines:
        refund(books, T0, f"R{line.line}", line.remaining_fen, "goods", line.line)

    assert [each.recognised for each in books.order.commissions] == [0] * len(order.commissions)


def test_every_posting_of_an_order_is_explained_by_what_was_promised() -> None:
    order = _paid_order()
    journal = [each for each in _all(JournalEntry) if each.subject == f"ORDER#{order.id}"]

    explained = explain_order(order, journal)

    whys = [posting.why for posting in explained.postings]
    assert all(why and why.left is None for why in whys)
    assert {why.tier for why in whys if why} == {
        None,
        "1.00% from 0.00, 3.00% from 100.00 (each part)",
    }
