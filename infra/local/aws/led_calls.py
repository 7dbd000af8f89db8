"""boto3's calls in this process, led to what answers them here before a request is written.

To sign, to send and to take a request apart again takes a hundred times what its answer takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import Any, NamedTuple, cast

from botocore.client import BaseClient

Parameters = Mapping[str, Any]
Answer = dict[str, Any]


class Failure(NamedTuple):
    """An answer that boto3 raises; `more` is what its kind bears beside code and message."""

    code: str
    message: str
    more: Mapping[str, Any]


Answering = Callable[[str, str, Parameters], Answer | Failure | None]
"""Answers an operation in a region; None for what is not answered here."""

_numbers = count(1)
_answering: dict[str, list[Answering]] = {}


@contextmanager
def led_to(service: str, answering: Answering) -> Iterator[None]:
    """Within the block, calls to a service in AWS come here first; then as before."""
    known = _answering.setdefault(service, [])
    known.append(answering)
    try:
        yield
    finally:
        known.remove(answering)


def _call(client: Any, operation: str, parameters: Parameters) -> Answer:
    known = _answering.get(client.meta.service_model.service_name)
    if not known or "amazonaws.com" not in client.meta.endpoint_url:
        return _sent(client, operation, parameters)
    answer = known[-1](client.meta.region_name, operation, parameters)
    if answer is None:
        return _sent(client, operation, parameters)
    _tell_listeners(client, operation, parameters)
    return _given(client, operation, answer)


def _given(client: Any, operation: str, answer: Answer | Failure) -> Answer:
    if not isinstance(answer, Failure):
        return {**answer, "ResponseMetadata": _metadata(200)}
    said = {"Code": answer.code, "Message": answer.message}
    response = {"Error": said, "ResponseMetadata": _metadata(400), **answer.more}
    raise client.exceptions.from_code(answer.code)(response, operation)


def _metadata(status: int) -> Answer:
    return {
        "RequestId": f"local-{next(_numbers)}",
        "HTTPStatusCode": status,
        "HTTPHeaders": {},
        "RetryAttempts": 0,
    }


def _tell_listeners(client: Any, operation: str, parameters: Parameters) -> None:
    client.meta.events.emit(
        f"provide-client-params.{client.meta.service_model.service_name}.{operation}",
        params=parameters,
        model=client.meta.service_model.operation_model(operation),
        context={},
    )


# Put in once, below whatever listens to boto3's calls for a while.
_sent = cast("Callable[[Any, str, Parameters], Answer]", BaseClient._make_api_call)  # type: ignore[attr-defined]
BaseClient._make_api_call = _call  # type: ignore[attr-defined]
