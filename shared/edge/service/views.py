"""What stands at the root: whether the service is there, what it can do, where links lead."""

from urllib.parse import urlencode

from chalice.app import Response

from shared.edge.callers.access import PUBLIC
from shared.edge.http.json_body import MEDIA_TYPE as JSON
from shared.edge.http.problems import Unacceptable
from shared.edge.http.request import Request
from shared.edge.http.view import also, view
from shared.edge.packaged import openapi_document, product_version
from shared.edge.service.messages import Health, LinkTarget, ServiceIndex
from shared.edge.service.problem_page import HTML, ProblemMeaning, page_of
from shared.usecases.network import links
from shared.words.catalogue import is_problem


@view("GET", "/", roles=PUBLIC, zh="服务入口")
def read_index(request: Request[None]) -> ServiceIndex:
    """Say where the description, the documents and the health of the service are."""
    return ServiceIndex.at(request.site.settings.public_base_url, product_version())


@view("GET", "/health", roles=PUBLIC, zh="健康检查")
def health(_: Request[None]) -> Health:
    """Tell that the service answers, and which version."""
    return Health(status="ok", version=product_version())


@also(200, JSON)
@view("GET", "/openapi.json", roles=PUBLIC, zh="接口文档")
def describe(request: Request[None]) -> Response:
    """Describe the whole API as OpenAPI 3.1."""
    here = openapi_document(request.site.settings.public_base_url)
    return Response(here, {"Content-Type": JSON}, 200)


@also(200, HTML)
@view("GET", "/problems/{problem}", roles=PUBLIC, zh="错误代码说明")
def explain_problem(request: Request[None], problem: str) -> ProblemMeaning | Response:
    """Say what a problem code means and what to do, as JSON or, where HTML is asked for, a page."""
    if not is_problem(problem):
        raise Unacceptable("unknown_path", "no_such_id", parameter="problem")
    meaning = ProblemMeaning.of(problem)
    if "text/html" in request.headers.get("accept", ""):
        return Response(page_of(meaning), {"Content-Type": HTML}, 200)
    return meaning


@also(302)
@view("GET", "/r/{code}", roles=PUBLIC, zh="推广链接跳转")
def follow_link(request: Request[None], code: str) -> LinkTarget | Response:
    """Follow a referral link to the brand's shop, which then binds the buyer by `ref`.

    Whoever asks for JSON, such as a mini-program, is told where it leads.
    """
    referral = links.resolve_code(request.ports.store, code)
    query = urlencode({**request.query, "ref": referral.code})
    location = f"{request.site.settings.landing_url}?{query}"
    if JSON in request.headers.get("accept", ""):
        return LinkTarget(code=referral.code, location=location)
    return Response("", {"Location": location, "Cache-Control": "no-store"}, 302)
