"""The client: what it repeats and under which key, how it pages, what a problem says."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import pytest
import requests

from fenrun.client import PAUSES, BearerToken, Client, EndlessPages, Problem, StorefrontKey, path_of
from infra.local.http.message import Request, Response
from infra.local.http.server import HttpServer


@dataclass
class Server:
    """Answers what it is told to, one answer after the other, and keeps what was asked."""

    url: str = ""
    answers: list[Response] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)

    def answer(self, request: Request) -> Response:
        self.asked.append(request)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    @property
    def keys(self) -> list[str | None]:
        return [request.header("idempotency-key") for request in self.asked]


@pytest.fixture
def server() -> Iterator[Server]:
    server, http = Server(), HttpServer(0, 1_000_000)
    http.start(server.answer)
    server.url = http.base_url
    yield server
    http.stop()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that were made, none of which takes any time."""
    made: list[float] = []
    monkeypatch.setattr("time.sleep", made.append)
    return made


def problem(code: str, status: int = 409, **more: Any) -> Response:
    return Response.of_json(status, {"code": code, **more})


DONE = Response.of_json(200, {"done": True})


@pytest.mark.parametrize("code", ["busy", "channel_unavailable"])
def test_a_busy_product_is_asked_again_under_the_same_key(
    server: Server, pauses: list[float], code: str
) -> None:
    server.answers = [problem(code), problem(code), DONE]
    assert Client(server.url, BearerToken("t")).post("/v1/x", {"a": 1}) == {"done": True}
    assert len(server.asked) == 3
    assert len(set(server.keys)) == 1
    assert server.keys[0]
    assert pauses == list(PAUSES[:2])


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_an_overloaded_gateway_is_asked_again(
    server: Server, pauses: list[float], status: int
) -> None:
    server.answers = [Response(status, (), b"<html>"), DONE]
    assert Client(server.url).get("/v1/x") == {"done": True}
    assert pauses == [PAUSES[0]]


def test_patience_ends(server: Server, pauses: list[float]) -> None:
    server.answers = [problem("busy")]
    with pytest.raises(Problem, match="busy"):
        Client(server.url).post("/v1/x")
    assert pauses == list(PAUSES)


def test_a_refusal_is_not_sent_again(server: Server, pauses: list[float]) -> None:
    server.answers = [problem("amount_zero", 422)]
    with pytest.raises(Problem, match="amount_zero"):
        Client(server.url).post("/v1/x")
    assert (len(server.asked), pauses) == (1, [])


def test_nobody_there_is_asked_again_and_then_told(server: Server, pauses: list[float]) -> None:
    with pytest.raises(requests.ConnectionError):
        Client("http://127.0.0.1:1").get("/v1/x")
    assert pauses == list(PAUSES)


def test_every_post_has_a_key_of_its_own_or_the_given_one(server: Server) -> None:
    server.answers = [DONE]
    client = Client(server.url)
    client.post("/v1/x")
    client.post("/v1/x")
    client.post("/v1/x", key="mine-0001")
    client.get("/v1/x")
    first, second, given, none = server.keys
    assert first
    assert first != second
    assert (given, none) == ("mine-0001", None)


def test_pages_are_followed_to_the_end(server: Server) -> None:
    pages = [{"items": [1], "next": "a b"}, {"items": [2], "next": None}]
    server.answers = [Response.of_json(200, page) for page in pages]
    assert list(Client(server.url).pages("/v1/x", who="li", what=None)) == pages
    assert [request.target for request in server.asked] == [
        "/v1/x?who=li",
        "/v1/x?who=li&after=a%20b",
    ]


def test_a_page_whose_next_leads_to_itself_is_the_last(server: Server) -> None:
    pages = [{"items": [1], "next": "a"}, {"items": [], "next": "a"}]
    server.answers = [Response.of_json(200, page) for page in pages]
    assert list(Client(server.url).pages("/v1/events")) == pages
    server.answers, server.asked = [Response.of_json(200, {"next": ""})], []
    assert len(list(Client(server.url).pages("/v1/events", after=""))) == 1


def test_pages_that_go_in_a_circle_are_told(server: Server) -> None:
    server.answers = [Response.of_json(200, {"next": each}) for each in ("a", "b", "a")]
    with pytest.raises(EndlessPages):
        list(Client(server.url).pages("/v1/x"))


def test_csv_pages_that_go_in_a_circle_are_told(server: Server) -> None:
    links = [(("Link", f'<?after={each}>; rel="next"'),) for each in ("a", "b", "a")]
    server.answers = [Response(200, link, b"") for link in links]
    with pytest.raises(EndlessPages):
        list(islice(Client(server.url).csv_pages("/v1/x"), 9))


REFUSED = {
    "title": "Some fields are invalid",
    "title_zh": "部分字段无效",
    "detail": "Correct the named fields.",
    "detail_zh": "请更正所列字段。",
}


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        ("en_GB.UTF-8", "422 invalid_fields Some fields are invalid: Correct the named fields."),
        ("zh_CN.UTF-8", "422 invalid_fields 部分字段无效: 请更正所列字段。"),
        ("", "422 invalid_fields Some fields are invalid: Correct the named fields."),
    ],
)
def test_a_problem_speaks_the_readers_language(
    server: Server, monkeypatch: pytest.MonkeyPatch, spoken: str, said: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", spoken)
    server.answers = [problem("invalid_fields", 422, **REFUSED)]
    with pytest.raises(Problem) as refused:
        Client(server.url).get("/v1/x")
    assert str(refused.value) == said
    assert refused.value.title("zh") == "部分字段无效"
    assert refused.value.detail() == "Correct the named fields."


def test_a_problem_names_each_field_that_is_wrong(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = [
        {"pointer": "#/buyer", "detail": "it is missing", "detail_zh": "缺少该字段"},
        {"pointer": "?state", "detail": "expected one of paid", "detail_zh": "可选值：paid"},
    ]
    for spoken, said in (
        ("en", "\n  #/buyer: it is missing\n  ?state: expected one of paid"),
        ("zh", "\n  #/buyer: 缺少该字段\n  ?state: 可选值：paid"),
    ):
        monkeypatch.setenv("LC_ALL", spoken)
        server.answers = [problem("invalid_fields", 422, **REFUSED, errors=wrong)]
        with pytest.raises(Problem) as refused:
            Client(server.url).get("/v1/x")
        assert str(refused.value).startswith("422 invalid_fields ")
        assert str(refused.value).endswith(said)


def test_what_a_gateway_says_is_told(server: Server) -> None:
    server.answers = [Response.of_json(403, {"message": "Forbidden by a usage plan"})]
    with pytest.raises(Problem, match="403 Forbidden by a usage plan"):
        Client(server.url).get("/v1/x")


def test_what_is_no_problem_document_is_told_as_it_is(server: Server) -> None:
    server.answers = [Response(403, (), b"forbidden by a proxy")]
    with pytest.raises(Problem, match="forbidden by a proxy"):
        Client(server.url).get("/v1/x")


def test_a_storefront_signs_and_a_person_bears_a_token(server: Server) -> None:
    server.answers = [DONE]
    Client(server.url, StorefrontKey("shop-1", b"s" * 32)).post(
        "/v1/orders?b=2&a=1", {"buyer": "林"}
    )
    Client(server.url, BearerToken("eyJ")).get("/v1/me/balance")
    Client(server.url).get("/health")
    signed, borne, plain = server.asked
    assert signed.target == "/v1/orders?a=1&b=2"
    assert json.loads(signed.body) == {"buyer": "林"}
    assert 'keyid="shop-1"' in str(signed.header("signature-input"))
    assert signed.header("authorization") == "Signature"
    assert borne.header("authorization") == "Bearer eyJ"
    assert plain.header("authorization") is None


def test_a_netrc_does_not_take_the_place_of_a_token(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login me password mine\n")
    monkeypatch.setenv("NETRC", str(netrc))
    server.answers = [DONE]
    client = Client(server.url, BearerToken("eyJ"))
    client.session.trust_env = True
    client.get("/v1/x")
    assert server.asked[0].header("authorization") == "Bearer eyJ"


def test_secrets_are_not_shown() -> None:
    shown = repr([StorefrontKey("shop-1", b"secret"), BearerToken("eyJ")])
    assert "secret" not in shown
    assert "eyJ" not in shown


def test_a_step_of_a_path_is_never_taken_for_two() -> None:
    assert path_of("v1", "orders", "a/b?c") == "/v1/orders/a%2Fb%3Fc"
