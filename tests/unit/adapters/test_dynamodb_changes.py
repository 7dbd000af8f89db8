"""Which records of the table's stream are let through, and what they say."""

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from infra.local.streams.records import Filter
from infra.local.template_file import read_template
from shared.adapters.dynamodb.as_read import AsRead
from shared.adapters.dynamodb.changes import change_of
from shared.adapters.dynamodb.items import Item, pointer_item, primary_key, write_item
from shared.adapters.layout.registry import item_of
from shared.domain.changes import Change, Waiting
from shared.domain.machines import TaskToken
from shared.domain.moments import HeadRecord, Moment
from shared.domain.orders.order import Order
from shared.domain.orders.refund_record import Refund
from shared.domain.records import Record
from tests.unit.adapters.samples import T0, at
from tests.unit.adapters.store_records import one_of_every_kind
from tests.unit.adapters.table.approvals import approval
from tests.unit.adapters.table.orders import order
from tests.unit.adapters.table.payouts import run

TEMPLATE = read_template(Path(__file__).parents[3] / "template.yaml")
(CHANGES,) = TEMPLATE["Resources"]["StreamFunction"]["Properties"]["Events"].values()
FILTER = Filter(CHANGES["Properties"]["FilterCriteria"])
HEADS = [record for record in one_of_every_kind() if isinstance(record, HeadRecord)]
OTHERS = [record for record in one_of_every_kind() if not isinstance(record, HeadRecord)]


def written(record: Record, **images: Any) -> dict[str, Any]:
    keys = primary_key(item_of(type(record), record.key))
    told = {name: in_event(image) for name, image in images.items()}
    return {"Keys": keys, "NewImage": in_event(write_item(record)), **told}


def in_event(item: Item) -> dict[str, Any]:
    """Give an item as an event of the stream brings it: bytes are Base64."""
    return json.loads(json.dumps(item, default=lambda found: b64encode(found).decode()))


@pytest.mark.parametrize("record", HEADS, ids=lambda record: type(record).__name__)
def test_a_record_that_tells_its_life_is_named(record: HeadRecord) -> None:
    change = change_of(written(record))

    assert isinstance(change, Change)
    assert (change.kind, change.key, change.is_new) == (type(record), record.key, True)
    assert (change.since, change.until) == (0, len(record.moments))


@pytest.mark.parametrize("record", OTHERS, ids=lambda record: type(record).__name__)
def test_others_are_not(record: Record) -> None:
    assert change_of(written(record)) is None


@pytest.mark.parametrize("record", [*HEADS, *OTHERS], ids=lambda record: type(record).__name__)
@pytest.mark.parametrize("event", ["INSERT", "MODIFY", "REMOVE"])
def test_the_stream_brings_what_was_written_of_those_alone(record: Record, event: str) -> None:
    brought = {"eventName": event, "dynamodb": written(record)}

    assert FILTER.passes(brought) == (record in HEADS and event != "REMOVE")


def test_the_stream_brings_no_write_that_is_quiet() -> None:
    told = {**written(order()), "NewImage": in_event(write_item(order(), quiet=True))}

    assert not FILTER.passes({"eventName": "MODIFY", "dynamodb": told})


def test_the_stream_brings_tokens_as_machines_leave_them() -> None:
    token = TaskToken(holder="ORDER#ORDERA", name="ORDER", token="new", awaiting="shipment")
    place = primary_key(item_of(TaskToken, token.key))
    told = {"Keys": place, "NewImage": in_event(pointer_item(token))}

    assert FILTER.passes({"eventName": "INSERT", "dynamodb": told})
    assert change_of(told) == Waiting(Order, "ORDERA", None, token)
    assert change_of({**told, "OldImage": told["NewImage"]}) == Waiting(
        Order, "ORDERA", token, token
    )


def test_a_token_of_a_refund_names_the_refund() -> None:
    token = TaskToken(holder="ORDER#ORDERA", name="REFUND#R", token="new", awaiting="result")
    place = primary_key(item_of(TaskToken, token.key))
    told = {"Keys": place, "NewImage": in_event(pointer_item(token))}

    assert change_of(told) == Waiting(Refund, "ORDERA/R", None, token)


def test_a_token_that_stood_on_its_record_once_is_told_when_it_goes() -> None:
    before = in_event(write_item(order()))
    with_token = {**before, "task_token": {"S": "token"}}
    change = change_of(written(order(version=1), OldImage=with_token))

    assert isinstance(change, Change)
    assert change.left == "token"
    stays = change_of(written(order(version=1), OldImage=before))
    assert isinstance(stays, Change)
    assert stays.left is None


def test_what_was_removed_is_not() -> None:
    gone = written(order())
    del gone["NewImage"]

    assert change_of(gone) is None


def test_an_order_comes_with_what_it_was_before() -> None:
    before, after = order(), order(version=1, link="ABCD2345")

    change = change_of(written(after, OldImage=write_item(before)))

    assert isinstance(change, Change)
    assert change.order == before.changed(version=1)
    assert change.token_key == "ORDER#ORDERA/ORDER"
    another = change_of(written(run(), OldImage=write_item(run())))
    assert isinstance(another, Change)
    assert another.order is None


def _stored(record: Record) -> Item:
    """Give a record as an item from which it is read just so."""
    return write_item(record.changed(version=record.version - 1))


SAME = order(awaiting="shipment", due_at=T0, status="paid")
MOMENT = Moment(code="shipped", at=T0, cause="COMMAND")


@pytest.mark.parametrize(
    ("before", "after", "quiet"),
    [
        (SAME, SAME, True),
        (SAME, SAME.changed(link="ABCD2345"), True),
        (SAME, SAME.changed(due_at=at(1)), True),
        (SAME.changed(due_at=at(1)), SAME, False),
        (SAME, SAME.changed(awaiting="delivery"), False),
        (SAME, SAME.telling(MOMENT), False),
        (order(), order(due_at=T0), True),
        (run(), run().changed(awaiting="approval", due_at=T0), False),
        (approval(), approval(), True),
    ],
)
def test_what_tells_nothing_new_and_wakes_nobody_is_quiet(
    before: HeadRecord, after: HeadRecord, quiet: bool
) -> None:
    known = AsRead()
    known.read(type(before), _stored(before))

    assert known.is_quiet(after) == quiet
    assert not known.is_quiet(after.changed(version=7))
    assert not AsRead().is_quiet(after)


def test_a_write_that_removes_a_token_of_before_is_no_quiet_one() -> None:
    item, known = write_item(SAME), AsRead()
    read = known.read(Order, item)
    assert known.is_quiet(read)

    known.read(Order, {**item, "task_token": {"S": "token"}})

    assert not known.is_quiet(read)
