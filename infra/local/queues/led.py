"""What is sent to a queue that calls a function, led from moto to that queue's consumer."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest import mock

from moto.sqs.models import Message, SQSBackend

from infra.local.queues.consumer import QueueConsumer


@contextmanager
def led_to(consumers: Mapping[str, QueueConsumer]) -> Iterator[None]:
    """Within the block, a message to one of these queues, by name, goes to its consumer."""
    send: Callable[..., Message] = SQSBackend.send_message

    def sent(backend: SQSBackend, queue_name: str, *args: Any, **more: Any) -> Message:
        message = send(backend, queue_name, *args, **more)
        if consumer := consumers.get(queue_name):
            # moto has checked it and given it an id; nobody else may take it now.
            backend.get_queue(queue_name)._messages.remove(message)
            consumer.put(message.body, int(more.get("delay_seconds") or 0))
        return message

    with mock.patch.object(SQSBackend, "send_message", sent):
        yield
