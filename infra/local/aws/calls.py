"""Calls to AWS in this process, whoever makes them: functions by our client, others by botocore."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from shared.adapters.aws.errors import AwsError

Parameters = Mapping[str, Any]
Answer = dict[str, Any]


class Call(NamedTuple):
    """An operation of a service in a region; `iam` is what permissions call the service."""

    service: str
    iam: str
    region: str
    address: str
    operation: str
    parameters: Parameters

    @property
    def partition(self) -> str:
        """The part of AWS that the region is in."""
        return "aws-cn" if self.region.startswith("cn-") else "aws"

    @property
    def is_to_aws(self) -> bool:
        """Whether it would go out to AWS, not to an address that somebody has named."""
        return "amazonaws.com" in self.address


Send = Callable[[Call], Answer]
Listener = Callable[[Send, Call], Answer]
"""Lets a call go on and gives its answer, or raises what was raised."""

_listeners: list[Listener] = []


@contextmanager
def listened(listener: Listener) -> Iterator[None]:
    """Within the block, every call of this process passes a listener; the latest comes first."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def heard(send: Send, call: Call) -> Answer:
    """Let a call pass all who listen."""
    for listener in tuple(_listeners):
        send = partial(listener, send)
    return send(call)


def code_of(error: Exception) -> str | None:
    """Give the code of what a service refused, to either client."""
    if isinstance(error, AwsError):
        return error.code
    return error.response["Error"]["Code"] if isinstance(error, ClientError) else None
