"""The table's stream: starts and wakes state machines.

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

from shared.bootstrap import WiredPorts, read_change, wire_workflows
from shared.edge.observability import logger_for
from shared.edge.settings import Settings
from shared.usecases.clockwork.follow_changes import follow

settings = Settings(dict(os.environ))
ports = WiredPorts(settings)
workflows = wire_workflows(settings)
logger = logger_for("stream")


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Follow each change; answer the records that have to come again."""
    processor = BatchProcessor(event_type=EventType.DynamoDBStreams)
    answer = process_partial_response(
        event=event, record_handler=_follow, processor=processor, context=context
    )
    return dict(answer)


def _follow(record: DynamoDBRecord) -> None:
    change = read_change(record.raw_event["dynamodb"])
    if change is not None:
        follow(ports, workflows, change)
