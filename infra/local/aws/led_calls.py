"""Calls to AWS in this process, led to what answers them here before a request is written.

To sign, to send and to take a request apart again takes a hundred times what its answer takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import count
from typing import Any, NamedTuple, cast

from botocore.client import BaseClient

from infra.local.aws import by_moto
from infra.local.aws.calls import Answer, Call, Parameters, heard
from shared.adapters.aws.client import AwsClient
from shared.adapters.aws.errors import AwsError
from shared.adapters.aws.services import PROTOCOLS
from shared.adapters.aws.wire import Reply, Wire


class Failure(NamedTuple):
    """An answer that clients raise; `more` is what its kind bears beside code and message."""

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


def _at_once(call: Call) -> Answer | Failure | None:
    known = _answering.get(call.service)
    if not known or not call.is_to_aws:
        return None
    return known[-1](call.region, call.operation, call.parameters)


def _call(client: Any, operation: str, parameters: Parameters) -> Answer:
    """Answer a call by botocore."""
    model, meta = client.meta.service_model, client.meta
    where = meta.region_name, meta.endpoint_url
    call = Call(model.service_name, model.signing_name, *where, operation, parameters)
    return heard(partial(_answered_to_botocore, client), call)


def _answered_to_botocore(client: Any, call: Call) -> Answer:
    answer = _at_once(call)
    if answer is None:
        return _sent(client, call.operation, call.parameters)
    if not isinstance(answer, Failure):
        return {**answer, "ResponseMetadata": _metadata(200)}
    said = {"Code": answer.code, "Message": answer.message}
    response = {"Error": said, "ResponseMetadata": _metadata(400), **answer.more}
    raise client.exceptions.from_code(answer.code)(response, call.operation)


def _metadata(status: int) -> Answer:
    return {
        "RequestId": f"local-{next(_numbers)}",
        "HTTPStatusCode": status,
        "HTTPHeaders": {},
        "RetryAttempts": 0,
    }


def _asked(client: AwsClient, operation: str, parameters: Parameters) -> Answer:
    """Answer a call of a function's."""
    where = client.region, client.wire.host
    name = PROTOCOLS[client.service].name
    call = Call(client.service, name, *where, operation, parameters)
    return heard(partial(_answered_to_function, client), call)


def _answered_to_function(client: AwsClient, call: Call) -> Answer:
    answer = _at_once(call)
    if answer is None:
        return dict(_called(client, call.operation, call.parameters))
    if isinstance(answer, Failure):
        said = {"message": answer.message, **answer.more}
        raise AwsError(call.operation, 400, answer.code, said)
    return answer


def _posted(wire: Wire, headers: Mapping[str, str], body: bytes) -> Reply:
    """Answer what is not answered at once: moto's, while it stands for AWS."""
    if not by_moto.is_mocked() or "amazonaws.com" not in wire.host:
        return _post(wire, headers, body)
    status, told, content = by_moto.answered(headers, body)
    return Reply(status, {name.lower(): value for name, value in told.items()}, content)


# Put in once, below whoever listens to calls for a while.
_sent = cast("Callable[[Any, str, Parameters], Answer]", BaseClient._make_api_call)  # type: ignore[attr-defined]
BaseClient._make_api_call = _call  # type: ignore[attr-defined]
_called, _post = AwsClient.call, Wire.post
AwsClient.call = _asked  # type: ignore[assignment, method-assign]
Wire.post = _posted  # type: ignore[assignment, method-assign]
