"""The front door: HTTP on loopback to the functions that the template's routes name."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from infra.local.api.authorizer import authorize
from infra.local.api.proxy_event import (
    MalformedProxyResponse,
    ProxyCall,
    new_request_id,
    read_response,
)
from infra.local.api.responses import Refusal, mocked, refuse
from infra.local.clock.activity import Activity
from infra.local.functions.registry import FunctionError, FunctionRegistry
from infra.local.http import same_machine
from infra.local.http.message import Request, Response
from infra.local.intrinsics import Stack
from infra.local.json_value import Json
from infra.local.rest_api import Answer, Api, Route
from infra.local.route_table import RouteTable
from shared.domain.errors import Fault
from shared.words.catalogue import term

logger = logging.getLogger(__name__)

BODY_LIMIT = 10 * 1024 * 1024
CONTROL_PREFIX = "/_local/"

Control = Callable[[Request], Response]


class Gateway:
    """Answers requests as API Gateway would; paths under `/_local/` are the cloud's own."""

    def __init__(
        self,
        api: Api,
        routes: Iterable[Route],
        stack: Stack,
        functions: FunctionRegistry,
        activity: Activity,
        controls: dict[str, Control],
    ) -> None:
        self._api = api
        self._routes = RouteTable(routes)
        self._stack = stack
        self._functions = functions
        self._activity = activity
        self._controls = controls

    def handle(self, request: Request) -> Response:
        """The response to one request; only what breaks in this cloud itself raises."""
        if request.path.startswith(CONTROL_PREFIX):
            return self._control(request)
        request_id = new_request_id()
        with self._activity.busy("request"):
            try:
                return self._proxied(request, request_id)
            except Refusal as refusal:
                return refuse(self._api, refusal, request, request_id)

    def _proxied(self, request: Request, request_id: str) -> Response:
        if len(request.body) > BODY_LIMIT:
            raise Refusal("REQUEST_TOO_LARGE")
        match = self._routes.match(request.method, request.path)
        if match is None:
            raise Refusal("MISSING_AUTHENTICATION_TOKEN")
        call = ProxyCall(self._api, self._stack, request, match, request_id)
        context = authorize(call, self._functions)
        target = match.route.target
        if isinstance(target, Answer):
            return mocked(target, request, request_id)
        return self._invoked(target, call.event(context), request)

    def _invoked(self, function: str, event: Json, request: Request) -> Response:
        try:
            answer = self._functions.invoke(function, event)
            return read_response(answer, binary=self._api.binary)
        except (FunctionError, MalformedProxyResponse) as error:
            logger.warning("%s %s: %s", request.method, request.path, error)
            raise Refusal("API_CONFIGURATION_ERROR") from error

    def _control(self, request: Request) -> Response:
        refused = same_machine.refusal(request)
        if refused is not None:
            return refused
        control = self._controls.get(f"{request.method} {request.path}")
        if control is None:
            known = ", ".join(sorted(self._controls))
            return Response.told(404, term("control", "unknown", {"known": known}))
        try:
            return control(request)
        except Fault as fault:
            return Response.told(400, term("fault", *fault.clause))
        except (ValueError, TypeError, KeyError) as error:
            why = f"{type(error).__name__}: {error}"
            return Response.told(400, term("control", "unreadable", {"why": why}))
