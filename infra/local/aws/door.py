"""Requests of AWS's tools, led to what runs in this process: the lock and the log are the same."""

from __future__ import annotations

import json
import logging

from infra.local.aws import by_moto
from infra.local.aws.served import SERVICES, Service
from infra.local.clock.activity import Activity
from infra.local.http import same_machine
from infra.local.http.message import Request, Response

logger = logging.getLogger(__name__)


LARGEST = 16 * 1024 * 1024
"""Bytes of a request's body: DynamoDB's own figure, the largest of them all."""


class AwsDoor:
    """Answers AWS's JSON protocol for one region; keys and signatures are not looked at."""

    def __init__(self, base_url: str, region: str, activity: Activity) -> None:
        self._base_url = base_url
        self._region = region
        self._activity = activity

    def handle(self, request: Request) -> Response:
        """The service's answer, or why there is none."""
        refused = same_machine.refusal(request)
        if refused is not None:
            return refused
        if len(request.body) > LARGEST:
            return _error("SerializationException", f"a request has at most {LARGEST} bytes")
        prefix, _, operation = (request.header("X-Amz-Target") or "").rpartition(".")
        service = SERVICES.get(prefix)
        if service is None:
            return _error("UnknownOperationException", _which_services())
        if operation not in service.operations:
            return _error("UnknownOperationException", _which_operations(service, operation))
        with self._activity.busy("request of AWS's tools"):
            return self._served(service, request)

    def _served(self, service: Service, request: Request) -> Response:
        host = f"{service.name}.{self._region}.amazonaws.com"
        # moto finds service, region and account in these, whatever the caller has said there.
        headers = {
            "Host": host,
            "Authorization": f"AWS4-HMAC-SHA256 Credential=local/20250101/{self._region}"
            f"/{service.name}/aws4_request, SignedHeaders=host, Signature=0",
            "Content-Type": request.header("Content-Type") or "application/x-amz-json-1.0",
            "X-Amz-Target": request.header("X-Amz-Target") or "",
        }
        status, answered, body = by_moto.answered(headers, request.body)
        kept = {name: value for name, value in answered.items() if name.lower() in _KEPT}
        # Some SDKs send what is for a queue to its own URL, which has to lead here again.
        here = body.replace(f"https://{host}/".encode(), f"{self._base_url}/".encode())
        return Response(status, tuple(kept.items()), here)


_KEPT = frozenset({"content-type", "x-amzn-requestid", "x-amzn-errortype"})


def _which_services() -> str:
    names = ", ".join(service.name for service in SERVICES.values())
    return f"this laptop answers AWS's JSON protocol for {names}, and nothing else"


def _which_operations(service: Service, operation: str) -> str:
    return (
        f"{service.name}:{operation} is not answered here: what the template declares is made at "
        f"the start, and Fenrun's functions run by their own triggers. There are "
        f"{', '.join(sorted(service.operations))}"
    )


def _error(kind: str, message: str) -> Response:
    body = json.dumps({"__type": kind, "message": message}).encode()
    return Response(400, (("Content-Type", "application/x-amz-json-1.0"),), body)
