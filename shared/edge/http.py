"""The one way between API Gateway and a view: authorise, check, parse, call, answer, map errors."""

import functools
import re
from collections.abc import Callable, Mapping
from typing import Concatenate, Final, ParamSpec, TypeAlias, TypeVar, cast

from chalice.app import Chalice, Response
from chalice.app import Request as ChaliceRequest
from pydantic import BaseModel

from shared.domain.commands import Command, Origin
from shared.edge.access import Principal
from shared.edge.app import current_request
from shared.edge.authorization import authorise
from shared.edge.json_body import canonical, parse
from shared.edge.observability import count
from shared.edge.operations import Operation
from shared.edge.paths import PATH_PATTERNS
from shared.edge.problems import Problem, Unacceptable, problem_of
from shared.edge.query import NO_QUERY
from shared.edge.request import Request
from shared.edge.signatures import Forged, verify_digest

P = ParamSpec("P")
Body = TypeVar("Body")
Answer: TypeAlias = BaseModel | Response | None
View: TypeAlias = Callable[Concatenate[Request[Body], P], Answer]

_KEY: Final = re.compile(r"[\x21-\x7e]{8,64}")
_JSON: Final = "application/json"


def view(
    app: Chalice,
    method: str,
    path: str,
    *,
    zh: str,
    status: int = 200,
    query: Mapping[str, str] = NO_QUERY,
) -> Callable[[View[Body, P]], Callable[P, Response]]:
    """Register a view: its docstring is the summary, its types are the body and the answer.

    `query` names what its query may say. Every error that leaves the view is answered as a problem;
    unforeseen ones are logged too.
    """

    def register(function: View[Body, P]) -> Callable[P, Response]:
        operation = Operation.of(function, (method, path), zh, status, query)
        handle = _handler(app, operation, function)
        # Chalice would answer 415 in words of its own: the media type is checked here.
        app.route(path, methods=[method], name=operation.name, content_types=["*/*"])(handle)
        return handle

    return register


def operations_of(app: Chalice) -> list[Operation]:
    """The operations registered on an app, in the order of their paths and methods."""
    routes = [entry for by_method in app.routes.values() for entry in by_method.values()]
    found: list[Operation] = [entry.view_function.__dict__["operation"] for entry in routes]
    return sorted(found, key=lambda operation: (operation.path, operation.method))


def _handler(app: Chalice, operation: Operation, function: View[Body, P]) -> Callable[P, Response]:
    @functools.wraps(function)
    def handle(*args: P.args, **kwargs: P.kwargs) -> Response:
        incoming = current_request()
        try:
            request = cast("Request[Body]", _receive(operation, incoming))
            response = _answer(operation, function(request, *args, **kwargs))
        except Exception as error:  # noqa: BLE001 - the one place where all become problems
            response = _refuse(app, problem_of(error), error)
        response.headers["X-Request-Id"] = incoming.context["requestId"]
        return response

    handle.__dict__["operation"] = operation
    return handle


def _receive(operation: Operation, incoming: ChaliceRequest) -> Request[BaseModel | None]:
    caller = authorise(operation, incoming.context.get("authorizer"))
    path = _path(operation, incoming.uri_params or {})
    raw = _raw_body(incoming)
    headers = {name.lower(): value for name, value in incoming.headers.items()}
    _check_digest(caller, headers, raw)
    return Request(
        body=_body(operation, headers, raw),
        raw=raw,
        headers=headers,
        query=dict(incoming.query_params or {}),
        caller=caller,
        identity=_identity(operation, path, caller, headers, raw, incoming.context["requestId"]),
    )


def _raw_body(incoming: ChaliceRequest) -> bytes:
    raw = incoming.raw_body
    return raw.encode() if isinstance(raw, str) else raw


def _path(operation: Operation, values: Mapping[str, str]) -> str:
    for name in operation.parameters:
        if not PATH_PATTERNS[name].fullmatch(values[name]):
            raise Unacceptable("unknown_path", f"Send the {name} as it was given to you.")
    return operation.path.format_map(values)


def _check_digest(caller: Principal | None, headers: Mapping[str, str], raw: bytes) -> None:
    if "content-digest" not in headers:
        if raw and caller is not None and caller.kind == "storefront":
            raise Unacceptable("digest_mismatch", "Send and sign a Content-Digest of the body.")
        return
    try:
        verify_digest(headers["content-digest"], raw)
    except Forged as error:
        detail = "Send the Content-Digest of the very bytes of the body."
        raise Unacceptable("digest_mismatch", detail) from error


def _body(operation: Operation, headers: Mapping[str, str], raw: bytes) -> BaseModel | None:
    if operation.body is not None and (raw or operation.body_required):
        if headers.get("content-type", "").split(";")[0].strip().lower() != _JSON:
            raise Unacceptable("unsupported_media_type", f"Send Content-Type: {_JSON}.")
        return parse(raw, operation.body)
    if raw and not operation.is_public:
        raise Unacceptable("malformed_body", "Send no body: this call takes none.")
    return None


def _identity(
    operation: Operation,
    path: str,
    caller: Principal | None,
    headers: Mapping[str, str],
    raw: bytes,
    request: str,
) -> Command | None:
    if caller is None or not operation.is_command:
        return None
    key = headers.get("idempotency-key", "")
    if not _KEY.fullmatch(key):
        detail = "Send an Idempotency-Key of 8 to 64 visible ASCII characters."
        raise Unacceptable("invalid_idempotency_key", detail)
    origin = Origin(caller.id, caller.role, operation.name, request)
    return Command.of(str(caller), f"{operation.method} {path}", key, raw, origin)


def _answer(operation: Operation, answer: Answer) -> Response:
    if isinstance(answer, Response):
        return answer
    if answer is None:
        return Response("", {}, 204)
    body = canonical(answer.model_dump(mode="json", by_alias=True))
    headers = {"Content-Type": _JSON, "Cache-Control": "no-store"}
    return Response(body, {**headers}, operation.status)


def _refuse(app: Chalice, problem: Problem, error: Exception) -> Response:
    if problem.code == "internal":
        app.log.error("unexpected error in a view", exc_info=error)
    else:
        app.log.info("refused", extra={"code": problem.code})
    count(app.app_name, "Problem", code=problem.code)
    return Response(canonical(problem.members()), {**problem.headers}, problem.status)
