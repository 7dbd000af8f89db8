"""The API's description as a page, which loads nothing from elsewhere."""

from typing import Final, Literal

from chalice.app import Response

from shared.edge.callers.access import PUBLIC
from shared.edge.http.languages import preferred
from shared.edge.http.problems import Unacceptable
from shared.edge.http.query import Query
from shared.edge.http.request import Request
from shared.edge.http.view import also, view
from shared.edge.service.problem_page import HTML
from shared.words.wording import Language

LANGUAGE: Final[Query] = {"lang": Literal["en", "zh"]}


@also(200, HTML)
@view("GET", "/docs", roles=PUBLIC, zh="接口文档网页", query=LANGUAGE)
def show_docs(request: Request[None]) -> Response:
    """Show this description as a page, in English or Chinese."""
    from shared.edge.service.docs_page import HEADERS, docs_page  # noqa: PLC0415 - few ask for it

    headers = {"Content-Type": HTML, "Vary": "Accept-Language", **HEADERS}
    return Response(docs_page(_language(request)), {**headers}, 200)


@also(200, "text/plain")
@view("GET", "/docs/{file}", roles=PUBLIC, zh="文档与接口文档网页所用文件")
def load_docs_file(_: Request[None], file: str) -> Response:
    """Load a document that errors name, or what that page is made of."""
    from shared.edge.service.docs_page import FILES, page_file  # noqa: PLC0415
    from shared.edge.service.documents_served import DOCUMENTS, document  # noqa: PLC0415

    text = document(file) if file in DOCUMENTS else page_file(file) if file in FILES else None
    if text is None:
        raise Unacceptable("unknown_path", "nothing_there")
    media_type = {**FILES, **DOCUMENTS}[file]
    headers = {"Content-Type": media_type, "Cache-Control": "public, max-age=86400"}
    return Response(text, {**headers, "X-Content-Type-Options": "nosniff"}, 200)


def _language(request: Request[None]) -> Language:
    asked = request.query.get("lang", request.headers.get("accept-language", ""))
    return preferred(asked)
