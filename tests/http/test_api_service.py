"""What the service says of itself to anybody: its description, and where links lead."""

from collections.abc import Iterator

import pytest

from tests.http.api_bench import Api


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
