"""An award of a period reaches its payee's feed over the stream, and no storefront's."""

from collections.abc import Iterator

import pytest

from infra.local.laptop import SWEEP, Laptop
from shared.usecases.clockwork.sweep import sweep
from tests.http.api_bench import START, Api
from tests.http.test_api_periods import END, RULE, by_rules


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Laptop(frozen=True, start_time=START, without=frozenset({SWEEP})) as laptop:
        by_rules(laptop, {**RULE, "tiers": {"bands": {"default": [{"rate_bp": 500}]}}})
        api = Api(laptop)
        slip = {"account": "icbc", "transaction": "slip", "amount_fen": 10_000}
        slip |= {"paid_at": START.isoformat()}
        api.ask("fin", "POST", f"/v1/orders/{api.place()}/manual-payment", slip)
        laptop.cloud.advance(END)
        sweep(laptop.ports, END, lambda: True)
        api.stack.anybody().call("POST", "/_local/drain")
        yield api


def test_a_payee_and_the_back_office_are_told_of_an_award_and_no_storefront(api: Api) -> None:
    feeds = {who: api.ask(who, "GET", "/v1/events")["items"] for who in ("A", "fin", "shop")}

    told = {
        who: [each for each in feed if each["subject"] == "period_award/A/2025-04/volume"]
        for who, feed in feeds.items()
    }
    (mine,), (ours,), theirs = told["A"], told["fin"], told["shop"]
    assert mine == ours
    assert mine["message"] == "The award of 2025-04 by the rule volume was given: 5.00."
    assert mine["message_zh"] == "2025-04 的奖励（规则 volume）已发放：5.00。"
    assert theirs == []
