"""Which records of the table's stream may bring new moments."""

from typing import Any

import pytest

from shared.adapters.dynamodb.changes import written_head
from shared.adapters.dynamodb.items import primary_key, write_item
from shared.adapters.layout.registry import item_of
from shared.domain.moments import HeadRecord
from shared.domain.network.people import Distributor
from shared.domain.payouts.settlements import SettlementRun
from shared.domain.records import Record
from tests.unit.adapters.samples import T0
from tests.unit.adapters.table.ledger import entry
from tests.unit.adapters.table.orders import order, refund
from tests.unit.adapters.table.payouts import payout, run
from tests.unit.adapters.table.periods import counted_sale, period_award

HEADS = [order(), refund(), payout(), run(), period_award(), Distributor(id="A", joined_at=T0)]


def written(record: Record, **images: Any) -> dict[str, Any]:
    keys = primary_key(item_of(type(record), record.key))
    return {"Keys": keys, "NewImage": write_item(record), **images}


@pytest.mark.parametrize("record", HEADS, ids=lambda record: type(record).__name__)
def test_a_record_that_tells_its_life_is_named(record: HeadRecord) -> None:
    assert written_head(written(record)) == (type(record), record.key)


@pytest.mark.parametrize("record", [entry()[1], counted_sale()])
def test_others_are_not(record: Record) -> None:
    assert written_head(written(record)) is None


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
