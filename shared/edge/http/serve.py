"""The one way between API Gateway and the views: receive, call, answer, map errors to problems."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from types import ModuleType

from chalice.app import Chalice, Response

from shared.edge.callers.secrets import Secrets
from shared.edge.http.answers import answered
from shared.edge.http.app import current_request, new_app
from shared.edge.http.cors import let_read, preflight
from shared.edge.http.cursors import Cursors
from shared.edge.http.json_body import canonical
from shared.edge.http.languages import preferred
from shared.edge.http.operations import Operation
from shared.edge.http.problems import Problem, problem_of
from shared.edge.http.receive import receive
from shared.edge.http.request import Site
from shared.edge.http.view import View, views_of
from shared.edge.observability import count
from shared.edge.settings import Settings
from shared.ports import Ports
from shared.words.wording import Language


def serve(
    name: str,
    ports: Ports,
    settings: Settings,
    rooms: Iterable[ModuleType],
    open_secrets: Callable[[], Secrets],
) -> Chalice:
    """An app that answers with the views of these modules.

    Every error that leaves a view is answered as a problem; unforeseen ones are logged too.
    """
    cursors = Cursors(open_secrets, lambda: settings.cursor_keys_arn, _now)
    app, site = new_app(name), Site(ports, settings, cursors)
    views = [view for room in rooms for view in views_of(room)]
    for each in views:
        operation = each.operation
        # Chalice would answer 415 in words of its own: the media type is checked by `receive`.
        route = app.route(
            operation.path,
            methods=[operation.method],
            name=operation.name,
            content_types=["*/*"],
        )
        route(_handler(app, site, each))
    for path in sorted({each.operation.path for each in views if each.operation.is_for_people}):
        app.route(path, methods=["OPTIONS"], name="preflight")(_preflight(settings))
    return app


def operations_of(app: Chalice) -> list[Operation]:
    """The operations registered on an app, in the order of their paths and methods."""
    routes = [entry for by_method in app.routes.values() for entry in by_method.values()]
    declared = [vars(entry.view_function).get("operation") for entry in routes]
    found: list[Operation] = [operation for operation in declared if operation]
    return sorted(found, key=lambda operation: (operation.path, operation.method))


def _handler(app: Chalice, site: Site, view: View) -> Callable[..., Response]:
    operation = view.operation

    def handle(**_: str) -> Response:
        incoming = current_request()
        try:
            request = receive(operation, site, incoming)
            response = answered(operation, request, view.answer(request, **request.named))
        except Exception as error:  # noqa: BLE001 - the one place where all become problems
            asked = preferred(incoming.headers.get("accept-language", ""))
            response = _refuse(app, problem_of(error), error, asked)
        let_read(response, incoming.headers.get("origin"), site.settings.allowed_origins)
        response.headers["X-Request-Id"] = incoming.context["requestId"]
        return response

    handle.__dict__["operation"] = operation
    return handle


def _preflight(settings: Settings) -> Callable[..., Response]:
    def ask(**_: str) -> Response:
        return preflight(current_request().headers.get("origin"), settings.allowed_origins)

    return ask


def _refuse(app: Chalice, problem: Problem, error: Exception, language: Language) -> Response:
    if problem.code == "internal":
        app.log.error("unexpected error in a view", exc_info=error)
    else:
        app.log.info("refused", extra={"code": problem.code})
    count(app.app_name, "Problem", code=problem.code)
    negotiated = {"Content-Language": language, "Vary": "Accept-Language"}
    body = canonical(problem.members(language))
    return Response(body, {**problem.headers, **negotiated}, problem.status)


def _now() -> datetime:
    return datetime.now(UTC)
