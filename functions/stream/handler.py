"""The table's stream: starts and wakes state machines, lays pointers, hands out what happened.

Each changed record is read once for all that follow it. Behind a record that fails, everything
comes again; a repeat has no effect.
"""

import os
from collections.abc import Mapping
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.bootstrap import WiredPorts, read_change, wire_workflows
from shared.domain.changes import Change, Waiting
from shared.domain.moments import HeadRecord
from shared.edge.observability import count, logger_for
from shared.edge.settings import Settings
from shared.usecases.clockwork.follow_changes import follow, follow_token
from shared.usecases.events.hand_out import hand_out
from shared.usecases.events.heads import Head, load_heads
from shared.usecases.odd_notices.reading import newly_kept

settings = Settings(dict(os.environ))
ports = WiredPorts(settings)
workflows = wire_workflows(settings)
logger = logger_for("stream")

Place = tuple[type[HeadRecord], str]
Changes = Mapping[str, Change | Waiting]
Records = Mapping[Place, HeadRecord]


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Follow each change, hand out the batch; answer the records that have to come again."""
    changes = _changes(event)
    records = _records(changes)
    left = [number for number in changes if not _followed(changes[number], records, number)]
    _tell(changes, records, comes_again=bool(left))
    return {"batchItemFailures": [{"itemIdentifier": number} for number in left]}


def _changes(event: dict[str, Any]) -> Changes:
    """Read the batch, by the places of its records in the stream."""
    read = ((each["SequenceNumber"], read_change(each)) for each in _written(event))
    return {number: change for number, change in read if change is not None}


def _written(event: dict[str, Any]) -> list[dict[str, Any]]:
    return [record["dynamodb"] for record in event["Records"]]


def _records(changes: Changes) -> Records:
    heads = (Head(change.kind, change.key) for change in changes.values())
    return {(type(each), each.key): each for each in load_heads(ports.store, heads)}


def _followed(change: Change | Waiting, records: Records, number: str) -> bool:
    """Follow a change; tell whether it was. The library for it loads every kind of event."""
    try:
        _follow(change, records.get((change.kind, change.key)))
    except Exception:
        logger.warning("change comes again", exc_info=True, extra={"sequence_number": number})
        return False
    return True


def _follow(change: Change | Waiting, now: HeadRecord | None) -> None:
    if isinstance(change, Waiting):
        follow_token(workflows, change, now)
    elif now is not None:
        follow(ports, workflows, change, now, settings.timekeeping)


def _tell(changes: Changes, records: Records, *, comes_again: bool) -> None:
    heads = [
        Head(each.kind, each.key, each.since, each.until)
        for each in changes.values()
        if isinstance(each, Change) and each.since < each.until
    ]
    told = [records[kind, key] for kind, key in {(head.kind, head.key) for head in heads}]
    hand_out(ports, heads, told, comes_again=comes_again)
    _warn(told)


def _warn(told: list[HeadRecord]) -> None:
    """Log and count what the channel reported that does not fit: finance has to decide."""
    for notice in newly_kept(told):
        facts = {"odd_notice": notice.id, "reason": notice.reason, "order": notice.order}
        logger.warning("odd notice", extra=facts)
        count("stream", "OddNotice")
