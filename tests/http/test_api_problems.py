"""Where the type of a problem leads, over HTTP and for anybody."""

from collections.abc import Iterator

import pytest

from tests.http.api_bench import Api, assert_problem


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        yield api


def test_the_type_of_a_problem_leads_to_what_to_do(api: Api) -> None:
    refused = api.send_with("GET", "/v1/orders/AAAA", b"", {})
    told = api.send_with("GET", refused.json()["type"], b"", {}).json()

    assert (told["code"], told["status"]) == ("unauthorized", 401)
    assert told["remedy"] == (
        "Send a bearer token, or sign as docs/signing.md says; "
        "the brand's log has the reason under the X-Request-Id."
    )
    assert told["remedy_zh"] == (
        "请发送令牌（Bearer），或按 docs/signing.zh-CN.md 签名；"
        "原因在品牌方日志中，可凭 X-Request-Id 查到。"
    )
    assert [reason["reason"] for reason in told["reasons"]] == ["nobody_known"]


def test_a_browser_gets_a_page(api: Api) -> None:
    page = api.send_with("GET", "/problems/over_refund", b"", {"accept": "text/html,*/*;q=0.8"})

    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "超过可退金额" in page.content.decode()


@pytest.mark.parametrize("code", ["over_charge", "OVER_REFUND", "x" * 41])
def test_what_is_no_code_is_unknown(api: Api, code: str) -> None:
    assert_problem(api.send_with("GET", f"/problems/{code}", b"", {}), 404, "unknown_path")


@pytest.mark.parametrize(
    ("accepted", "language", "other"), [("zh-CN,en;q=0.5", "zh", "en"), ("en", "en", "zh")]
)
def test_a_problem_is_told_in_the_language_that_is_preferred(
    api: Api, accepted: str, language: str, other: str
) -> None:
    answer = api.send(
        "fin", "GET", "/v1/settlements/2024-01", headers={"accept-language": accepted}
    )

    assert_problem(answer, 404, "unknown_settlement")
    assert answer.headers["Content-Language"] == language
    assert answer.headers["Vary"] == "Accept-Language"
    said = answer.json()
    assert said["detail"].isascii() == (language == "en")
    assert said[f"detail_{other}"].isascii() == (other == "en")
