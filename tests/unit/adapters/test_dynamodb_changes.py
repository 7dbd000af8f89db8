"""Which records of the table's stream may bring new moments."""

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from infra.local.streams.records import Filter
from infra.local.template_file import read_template
from shared.adapters.dynamodb.changes import written_head, written_order
from shared.adapters.dynamodb.items import Item, primary_key, write_item
from shared.adapters.layout.registry import item_of
from shared.domain.moments import HeadRecord
from shared.domain.payouts.settlements import SettlementRun
from shared.domain.records import Record
from tests.unit.adapters.samples import T0
from tests.unit.adapters.store_records import one_of_every_kind
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
    assert written_head(written(record)) == (type(record), record.key)


@pytest.mark.parametrize("record", OTHERS, ids=lambda record: type(record).__name__)
def test_others_are_not(record: Record) -> None:
    assert written_head(written(record)) is None


@pytest.mark.parametrize("record", [*HEADS, *OTHERS], ids=lambda record: type(record).__name__)
@pytest.mark.parametrize("event", ["INSERT", "MODIFY", "REMOVE"])
def test_the_stream_brings_what_was_written_of_those_alone(record: Record, event: str) -> None:
    brought = {"eventName": event, "dynamodb": written(record)}

    assert FILTER.passes(brought) == (record in HEADS and event != "REMOVE")


def test_a_token_alone_brings_nothing_new() -> None:
    waiting = run(awaiting="approval", due_at=T0)
    image = write_item(waiting)
    with_token = {**image, "task_token": {"S": "token"}}
    later = write_item(waiting.changed(version=1))

    assert written_head(written(waiting, OldImage=image, NewImage=with_token)) is None
    assert written_head(written(waiting, OldImage=image, NewImage=later)) == (
        SettlementRun,
        waiting.key,
    )


def test_what_was_removed_is_not() -> None:
    gone = written(order())
    del gone["NewImage"]

    assert written_head(gone) is None


def test_an_order_comes_with_what_it_was_before() -> None:
    before, after = order(), order(version=1, link="ABCD2345")

    assert written_order(written(before)) == (None, before.changed(version=1))
    assert written_order(written(after, OldImage=write_item(before))) == (
        before.changed(version=1),
        after.changed(version=2),
    )
    assert written_order(written(before, OldImage=write_item(before))) is None
    assert written_order(written(run(), OldImage=write_item(run()))) is None
