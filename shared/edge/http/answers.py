"""What a view answers, as it is sent: JSON, a page of a list as JSON or CSV, or nothing."""

from typing import Any, Final

from chalice.app import Response

from shared.edge.http import csv_text
from shared.edge.http.cursors import PLACE, question_of
from shared.edge.http.json_body import MEDIA_TYPE, canonical
from shared.edge.http.operations import Operation
from shared.edge.http.request import Request
from shared.edge.http.view import Answer

_NEVER_KEPT: Final = {"Cache-Control": "no-store"}


def answered(operation: Operation, request: Request[Any], answer: Answer) -> Response:
    """Give the response to a request that its view has answered."""
    if isinstance(answer, Response):
        return answer
    if answer is None:
        return Response("", {}, 204)
    document = answer.model_dump(mode="json", by_alias=True)
    if operation.item is None:
        return Response(canonical(document), _headers(MEDIA_TYPE), operation.status)
    return _page(operation, request, document)


def _page(operation: Operation, request: Request[Any], page: dict[str, Any]) -> Response:
    cursor = _cursor(operation, request, page["next"])
    more = _link(request, cursor) | {"Vary": "Accept"}
    if operation.item and csv_text.is_preferred(request.headers.get("accept", "")):
        body = csv_text.csv_of(operation.item, page["items"])
        named = {"Content-Disposition": f'attachment; filename="{operation.name}.csv"'}
        return Response(body, {**_headers(csv_text.CONTENT_TYPE), **named, **more}, 200)
    body = canonical({**page, "next": cursor})
    return Response(body, {**_headers(MEDIA_TYPE), **more}, operation.status)


def _cursor(operation: Operation, request: Request[Any], place: str | None) -> str | None:
    if place is None:
        return None
    path = operation.path.format_map(request.named)
    question = question_of(request.caller, path, request.query)
    return request.site.cursors.sealed(place, question)


def _link(request: Request[Any], cursor: str | None) -> dict[str, str | list[str]]:
    """Say where the next page is: as a query alone, since only the caller knows our address."""
    if cursor is None:
        return {}
    # Most answers end here: few load what spells the way on, as a storefront signs it.
    from shared.edge.callers.signed_message import canonical_query  # noqa: PLC0415

    query = canonical_query({**request.query, PLACE: cursor})
    return {"Link": f'<?{query}>; rel="next"'}


def _headers(media_type: str) -> dict[str, str | list[str]]:
    return {"Content-Type": media_type, **_NEVER_KEPT}
