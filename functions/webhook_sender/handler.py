"""Sends webhooks: one job of the queue at a time, each try of a delivery once.

What still fails comes again; a try that was made is not made again.
"""

import os
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.idempotency import (
    DynamoDBPersistenceLayer,
    IdempotencyConfig,
    idempotent_function,
)
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.bootstrap import WiredPorts
from shared.domain.webhooks.deliveries import Delivery
from shared.domain.webhooks.jobs import Job
from shared.edge.observability import count, logger_for
from shared.edge.settings import Settings
from shared.edge.webhooks.payload import body_of
from shared.usecases.webhooks.replay import go_on
from shared.usecases.webhooks.send import to_be_tried, try_once

RESERVE_MILLISECONDS = 20_000
"""What a try may take, and its note."""

REMEMBERED_SECONDS = 3_600
"""How long a try is known; behind that, the delivery itself knows how often it was tried."""

settings = Settings(dict(os.environ))
ports = WiredPorts(settings)
logger = logger_for("webhook_sender")
config = IdempotencyConfig(expires_after_seconds=REMEMBERED_SECONDS)
sends = DynamoDBPersistenceLayer(
    settings.webhook_sends_table, key_attr="PK", sort_key_attr="SK", static_pk_value="SENDS"
)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Do each job; answer those that have to come again."""
    config.register_lambda_context(context)
    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    answer = process_partial_response(
        event=event,
        record_handler=lambda record: _do(record, context),
        processor=processor,
        context=context,
    )
    return dict(answer)


def _do(record: SQSRecord, context: LambdaContext) -> None:
    job = Job.read(record.body)

    def may_go_on() -> bool:
        return context.get_remaining_time_in_millis() > RESERVE_MILLISECONDS

    if job.what == "replay":
        go_on(ports, job.key, _took, may_go_on)
    elif to_be_tried(ports, job.key, job.number, _died):
        _tell(job.key, _send_once(attempt={"delivery": job.key, "number": job.number}))


def _took(delivery: Delivery) -> bool:
    attempt = {"delivery": delivery.key, "number": delivery.tries + 1}
    return _tell(delivery.key, _send_once(attempt=attempt))


def _send(attempt: dict[str, Any]) -> dict[str, Any]:
    tried = try_once(ports, attempt["delivery"], body_of, _unmade)
    return {"state": tried.state, "status": tried.status, "fault": tried.fault}


def _unmade(error: Exception) -> None:
    logger.error("message not made", exc_info=error)


_send_once: Callable[..., dict[str, Any]] = idempotent_function(
    _send,
    data_keyword_argument="attempt",
    persistence_store=sends,
    config=config,
    key_prefix="send",
)


def _tell(delivery: str, tried: dict[str, Any]) -> bool:
    """Log and count what failed; tell whether the endpoint took it."""
    if tried["fault"] is None:
        return True
    logger.info("not delivered", extra={"delivery": delivery, **tried})
    count("webhook_sender", "DeliveryFailed", fault=tried["fault"])
    if tried["state"] == "dead":
        _died()
    return False


def _died() -> None:
    count("webhook_sender", "DeadLetter")
