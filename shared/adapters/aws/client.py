"""A client of one service: parameters and answers are those of AWS's own description of it.

Bytes are sent as Base64 and come back so.
"""

import base64
import json
import os
import time
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from shared.adapters.aws.errors import AwsError, Unanswered
from shared.adapters.aws.repeating import Repeating
from shared.adapters.aws.services import PROTOCOLS, Service, address, region
from shared.adapters.aws.signing import Keys, signed
from shared.adapters.aws.wire import Reply, Wire

Parameters = Mapping[str, Any]
Answer = Mapping[str, Any]


class AwsClient:
    """Calls a service in the region that the environment names, or at the address it names.

    A silent connection is soon left; what was throttled or lost is repeated, with jitter.
    """

    def __init__(self, service: Service) -> None:
        self.service: Service = service
        self.region = region()
        self.wire = Wire(address(service, self.region))
        self._repeating = Repeating()

    def call(self, operation: str, parameters: Parameters) -> Answer:
        """Answer an operation. Errors: AwsError; Unanswered; NoCredentials."""
        body = json.dumps(parameters, default=_base64, separators=(",", ":")).encode()
        return self._repeating.call(lambda: self._answered(operation, body))

    def _answered(self, operation: str, body: bytes) -> Answer:
        return read_answer(operation, self.wire.post(self._headers(operation, body), body))

    def _headers(self, operation: str, body: bytes) -> Mapping[str, str]:
        protocol = PROTOCOLS[self.service]
        headers = {
            "Host": self.wire.host,
            "Content-Type": f"application/x-amz-json-{protocol.version}",
            "X-Amz-Target": f"{protocol.target}.{operation}",
        }
        # Lambda's keys change while a process lives, and an attempt may be a while after the first.
        keys, at = Keys.of_environment(), time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        return {**signed(headers, body, (self.region, protocol.name), keys, at), **_trace()}


def _trace() -> Mapping[str, str]:
    """Tell the service which trace a call belongs to; it is not signed, as others may add to it."""
    trace = os.environ.get("_X_AMZN_TRACE_ID")
    return {"X-Amzn-Trace-Id": trace} if trace else {}


def _base64(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(f"{type(value).__name__} is no value of AWS's")


def read_answer(operation: str, reply: Reply) -> Answer:
    """Read what a service answers. Errors: AwsError, Unanswered."""
    said = _json(reply.body)
    if reply.status != HTTPStatus.OK:
        answer = said or {}
        raise AwsError(operation, reply.status, _code(reply, answer), answer)
    if said is None:
        raise Unanswered(f"{operation}: the reply is no JSON")
    return said


def _json(body: bytes) -> Answer | None:
    try:
        said = json.loads(body or b"{}")
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _code(reply: Reply, said: Answer) -> str:
    """Name an error, without the namespace before it and the address behind it."""
    told = said.get("__type") or reply.headers.get("x-amzn-errortype") or str(reply.status)
    return str(told).partition(":")[0].rpartition("#")[2]
