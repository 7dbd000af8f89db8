"""A client whose service answers what a test says, below all that the client itself does."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from shared.adapters.aws.client import AwsClient
from shared.adapters.aws.services import Service
from shared.adapters.aws.wire import Reply, Wire


def refusal(code: str, **said: Any) -> Reply:
    """What DynamoDB sends when it refuses."""
    told = {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "no", **said}
    return Reply(400, {}, json.dumps(told).encode())


def answer(**said: Any) -> Reply:
    """What a service sends when it has done what was asked."""
    return Reply(200, {}, json.dumps(said).encode())


class Replies:
    """A client, what it is answered, and what it sent."""

    def __init__(self, service: Service, replies: list[Reply | Exception]) -> None:
        self.client = AwsClient(service)
        self.sent: list[tuple[dict[str, str], Any]] = []
        self._replies = replies

    def reply(self, headers: dict[str, str], body: bytes) -> Reply:
        self.sent.append((headers, json.loads(body)))
        reply = self._replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply


@contextmanager
def replying(service: Service, *replies: Reply | Exception) -> Iterator[Replies]:
    """Within the block a client's requests are answered in turn, without a pause between tries."""
    world = Replies(service, list(replies))
    with (
        mock.patch.object(Wire, "post", world.reply),
        mock.patch("shared.adapters.aws.repeating.time.sleep"),
    ):
        yield world
    assert not world._replies
