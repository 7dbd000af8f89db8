"""A Chalice app that knows its current request in every thread and logs as one line of JSON."""

from collections.abc import Callable
from contextvars import ContextVar

from aws_lambda_powertools.logging.correlation_paths import API_GATEWAY_REST
from chalice.app import Chalice, ConvertToMiddleware, Response
from chalice.app import Request as ChaliceRequest

from shared.edge.observability import logger_for

_current: ContextVar[ChaliceRequest] = ContextVar("current_request")


def new_app(name: str) -> Chalice:
    """An app whose own log and the structured logger are one, under `name`."""
    app = Chalice(app_name=name, configure_logs=False)
    logger = logger_for(name)
    app.register_middleware(
        ConvertToMiddleware(
            logger.inject_lambda_context(correlation_id_path=API_GATEWAY_REST, clear_state=True)
        ),
        event_type="http",
    )
    app.register_middleware(_remember, event_type="http")
    return app


def current_request() -> ChaliceRequest:
    """The request under way; `LookupError` outside of one."""
    return _current.get()


def _remember(
    request: ChaliceRequest, get_response: Callable[[ChaliceRequest], Response]
) -> Response:
    # Chalice keeps its current request on the app, where threads would see each other's.
    token = _current.set(request)
    try:
        return get_response(request)
    finally:
        _current.reset(token)
