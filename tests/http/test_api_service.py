"""What the service says of itself to anybody: its description, and where links lead."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
import requests

from shared.edge.service.documents_served import DOCUMENTS
from shared.words.catalogue import catalogue
from tests.http.api_bench import Api, assert_problem


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        yield api


def test_the_description_names_the_service_that_hands_it_out(api: Api) -> None:
    described = api.send_with("GET", "/openapi.json", b"", {}).json()
    assert [server["url"] for server in described["servers"]] == [api.stack.url]


def test_a_link_leads_to_the_shop_and_tells_a_program_where(api: Api) -> None:
    told = api.send_with("GET", f"/r/{api.code}?from=app", b"", {"accept": "application/json"})
    assert told.status_code == 200
    assert told.json() == {
        "code": api.code,
        "location": f"https://shop.example/welcome?from=app&ref={api.code}",
    }


def test_a_path_of_before_is_answered_as_ever(api: Api) -> None:
    for rules in ("plans", "policies"):
        now, before = (
            api.ask("fin", "GET", f"/v1/{rules}/{path}") for path in ("diffs/0", "0/diff")
        )
        assert now == before


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/health"),
        ("GET", "/v1/me/balance"),
        ("DELETE", "/health"),
        ("OPTIONS", "/v1/me/balance"),
    ],
)
def test_no_page_of_another_origin_may_call_where_none_is_named(
    api: Api, method: str, path: str
) -> None:
    answer = api.send_with(method, path, b"", {"origin": "https://office.example"})
    assert not [name for name in answer.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        ("", "zh-CN,zh;q=0.9", "zh"),
        ("", "", "en"),
        ("?lang=zh", "en", "zh"),
        ("?lang=en", "zh", "en"),
    ],
)
def test_the_description_is_a_page_in_the_reader_s_language(
    api: Api, asked: str, accepted: str, language: str
) -> None:
    page = api.send_with("GET", f"/docs{asked}", b"", {"accept-language": accepted})
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert f'<html lang="{language}">' in page.text


def test_the_page_loads_nothing_from_elsewhere(api: Api) -> None:
    page = api.send_with("GET", "/docs", b"", {})
    assert re.findall(r"https?://|//[a-z]", page.text) == []
    policy = page.headers["Content-Security-Policy"].split("; ")
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "connect-src 'self'" in policy


def asked(api: Api, path: str) -> requests.Response:
    return api.send_with("GET", path, b"", {})


def test_the_root_leads_to_everything_that_is_read(api: Api) -> None:
    index = asked(api, "/").json()
    assert index["service"] == "fenrun"
    assert index["version"] == asked(api, "/health").json()["version"]
    for url in (index["docs"], index["openapi"], index["health"], *index["documents"]):
        assert asked(api, url.removeprefix(api.stack.url)).status_code == 200, url


def test_whatever_an_error_or_the_description_names_is_served(api: Api) -> None:
    words = catalogue()
    said = [*words.problems.values(), *words.refusals.values(), words.registers["page"]]
    told = f"{said} {asked(api, '/openapi.json').text}"
    named = {f"/{name}" for name in re.findall(r"\bdocs/[\w.-]+\.(?:md|json|yaml)", told)}
    assert named >= {"/docs/signing.md", "/docs/signing.zh-CN.md", "/docs/event-types.md"}
    for path in {*named, "/openapi.json", *(f"/problems/{code}" for code in words.problems)}:
        answer = asked(api, path)
        assert answer.status_code == 200, path
        assert answer.headers["Content-Type"].split(";")[0] != "text/html"
    assert "Signature-Input" in asked(api, "/docs/signing.md").text
    assert "签名" in asked(api, "/docs/signing.zh-CN.md").content.decode()


def test_every_link_of_a_served_document_answers(api: Api) -> None:
    links = 0
    for name in filter(lambda each: each.endswith(".md"), DOCUMENTS):
        here, text = f"/docs/{name}", asked(api, f"/docs/{name}").content.decode()
        written = re.findall(r"\]\(([^)#\s]+)", "".join(text.split("```")[::2]))
        for target in {urljoin(here, each) for each in written if "://" not in each}:
            links += 1
            assert asked(api, target).status_code == 200, (name, target)
    assert links > len(DOCUMENTS)
    told = asked(api, "/docs/lists.md").text
    assert "decisions 70, 71" in told
    assert "[openapi.json](../openapi.json)" in told


def test_the_programs_of_a_document_are_served_as_they_are(api: Api) -> None:
    for name in ("signing.md", "webhooks.zh-CN.md"):
        kept = (Path(__file__).parents[2] / "docs" / name).read_text(encoding="utf-8")
        told = asked(api, f"/docs/{name}").content.decode()
        assert told.split("```")[1::2] == kept.split("```")[1::2]


def test_the_page_s_own_file_is_handed_out_and_no_other(api: Api) -> None:
    start = api.send_with("GET", "/docs/start.js", b"", {})
    assert start.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "SwaggerUIBundle" in start.text
    for other in ("page.html", "..%2F__init__.py", "docs_page.py"):
        refused = api.send_with("GET", f"/docs/{other}", b"", {})
        assert_problem(refused, 404, "unknown_path")
