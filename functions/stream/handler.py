"""The table's stream: starts and wakes state machines, hands out what happened.

Behind a record that fails, everything comes again; a repeat has no effect.
"""

import os
from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.bootstrap import WiredPorts, read_change, read_head, read_order, wire_workflows
from shared.edge.observability import count, logger_for
from shared.edge.settings import Settings
from shared.usecases.clockwork.follow_changes import follow
from shared.usecases.events.hand_out import hand_out
from shared.usecases.events.heads import Head
from shared.usecases.odd_notices.reading import newly_kept
from shared.usecases.orders.lay_pending import follow_pending

settings = Settings(dict(os.environ))
ports = WiredPorts(settings)
workflows = wire_workflows(settings)
logger = logger_for("stream")


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Follow each change, hand out the batch; answer the records that have to come again."""
    processor = BatchProcessor(
        event_type=EventType.DynamoDBStreams, raise_on_entire_batch_failure=False
    )
    answer = process_partial_response(
        event=event, record_handler=_follow, processor=processor, context=context
    )
    heads = _heads(event)
    hand_out(ports, heads)
    _warn(heads)
    return dict(answer)


def _heads(event: dict[str, Any]) -> list[Head]:
    read = (read_head(record["dynamodb"]) for record in event["Records"])
    return [Head(*head) for head in read if head is not None]


def _warn(heads: list[Head]) -> None:
    """Log and count what the channel reported that does not fit: finance has to decide."""
    for notice in newly_kept(ports.store, heads):
        facts = {"odd_notice": notice.id, "reason": notice.reason, "order": notice.order}
        logger.warning("odd notice", extra=facts)
        count("stream", "OddNotice")


def _follow(record: DynamoDBRecord) -> None:
    change = read_change(record.raw_event["dynamodb"])
    if change is not None:
        follow(ports, workflows, change, settings.timekeeping)
    order = read_order(record.raw_event["dynamodb"])
    if order is not None:
        follow_pending(ports.store, *order)
