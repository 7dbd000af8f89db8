"""Awards of periods over HTTP: finance sees an evaluation, a distributor what is his own."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from infra.local.laptop import Laptop
from shared.domain.periods.awards import PeriodAward, outdated
from shared.usecases.clockwork.sweep import sweep
from shared.usecases.lists import all_of
from shared.usecases.periods import period_statements
from tests.http.api_bench import Api, assert_problem
from tests.rules_in_force import put_in_force

END = datetime.fromisoformat("2025-05-01T00:00:00+08:00")
"""The end of the month in which the bench begins."""

RULE = {"id": "volume", "kind": "tier", "period": "month", "counted": "paid"}


def by_rules(laptop: Laptop, *rules: dict[str, Any]) -> None:
    document = {"name": "month", "pay_depth": 1, "rules": list(rules)}
    put_in_force(laptop.ports.store, document, laptop.cloud.clock.now())


def paid(api: Api, fen: int) -> str:
    order = api.place(lines=[{"line": 1, "sku": "tee", "qty": 1, "price_fen": fen}])
    api.ask("shop", "POST", f"/v1/orders/{order}/payment")
    api.laptop.channel.pay(order, fen)
    api.laptop.cloud.drain()
    return order


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        tiers = {"bands": {"default": [{"rate_bp": 500}]}}
        by_rules(api.laptop, {**RULE, "tiers": tiers})
        paid(api, 99_99)
        api.laptop.cloud.advance(END)
        sweep(api.laptop.ports, END, lambda: True)
        yield api


def test_a_distributor_sees_what_his_periods_came_to_and_why(api: Api) -> None:
    (award,) = api.ask("A", "GET", "/v1/me/awards")["periods"]

    assert (award["target_fen"], award["released_fen"], award["held_fen"]) == (499, 499, 0)
    why = award["why"]
    assert (why["rule"], why["period"], why["plan"]) == ("volume", "2025-04", "month@1")
    assert (why["base"], why["rate"], why["raw"]) == ("99.99", "5.00%", "4.999500")
    assert why["counted"]["orders"] == 1
    assert why["terms"] == "5.00% from 0.00 sales of own; of own sales (the whole)"
    (band,) = why["bands"]
    assert (band["lo"], band["hi"], band["base"], band["raw"]) == (
        "0.00",
        None,
        "99.99",
        "4.999500",
    )


def test_every_posting_of_an_award_carries_its_reason(api: Api) -> None:
    (award,) = api.ask("A", "GET", "/v1/me/awards")["periods"]

    (posting,) = award["postings"]
    way = posting["cause"], posting["from_account"], posting["to_account"], posting["amount_fen"]
    assert way == ("award", "brand:commission", "A:available", 499)
    why = posting["why"]
    assert (why["raw"], why["rounding_rest"], why["before"]) == ("4.999500", "0.009500", None)


def test_finance_sees_the_evaluation_and_every_award(api: Api) -> None:
    found = api.ask("fin", "GET", "/v1/evaluations/2025-04?after=")

    (evaluation,) = found["evaluations"]
    assert (evaluation["rule"], evaluation["plan"]) == ("volume", "month@1")
    assert (evaluation["counted"], evaluation["awarded"], evaluation["total_fen"]) == (1, 1, 499)
    assert evaluation["finished_at"]
    assert evaluation["due_at"] is None
    assert [award["payee"] for award in found["items"]] == ["A"]
    assert found["next"] is None


def test_what_waits_tells_when_it_is_due(api: Api) -> None:
    (waiting,) = api.ask("fin", "GET", "/v1/evaluations/2025-05")["evaluations"]

    assert waiting["due_at"] == "2025-05-31T16:00:00Z"
    assert waiting["finished_at"] is None


def test_an_award_whose_facts_have_changed_tells_when_it_is_evaluated_again(api: Api) -> None:
    facts = all_of(api.laptop.ports.store, PeriodAward, "A")[0].facts
    same = {"rule": "volume", "period": "2024-03", "facts": facts}
    standing = PeriodAward(payee="P0", **same)
    api.laptop.ports.store.commit([standing, outdated(PeriodAward(payee="P1", **same), END)])

    awards = api.ask("fin", "GET", "/v1/evaluations/2024-03")["items"]

    assert [each["reevaluation_due_at"] for each in awards] == [None, "2025-04-30T16:00:00Z"]


def test_awards_come_page_by_page(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(period_statements, "PAGE", 2)
    for n in range(3):
        facts = all_of(api.laptop.ports.store, PeriodAward, "A")[0].facts
        new = PeriodAward(payee=f"P{n}", rule="volume", period="2024-01", facts=facts)
        api.laptop.ports.store.commit([new])
    path = "/v1/evaluations/2024-01"

    first = api.ask("fin", "GET", path)
    rest = api.ask("fin", "GET", f"{path}?after={first['next']}")

    assert [award["payee"] for award in first["items"]] == ["P0", "P1"]
    assert ([award["payee"] for award in rest["items"]], rest["next"]) == (["P2"], None)


def test_what_never_counted_anything_is_not_shown(api: Api) -> None:
    new = PeriodAward(payee="B", rule="volume", period="2024-02")
    api.laptop.ports.store.commit([new])

    assert api.ask("fin", "GET", "/v1/evaluations/2024-02")["items"] == []


@pytest.mark.parametrize(
    ("period", "status", "code"),
    [
        ("2025-13", 422, "invalid_fields"),
        ("march", 422, "invalid_fields"),
        ("1999", 422, "invalid"),
    ],
)
def test_what_is_no_period_is_refused(api: Api, period: str, status: int, code: str) -> None:
    assert_problem(api.send("fin", "GET", f"/v1/evaluations/{period}"), status, code)


def test_a_place_as_long_as_somebody_likes_is_none_of_ours(api: Api) -> None:
    answer = api.send("fin", "GET", f"/v1/evaluations/2025-04?after={'Z' * 3000}")

    assert_problem(answer, 422, "invalid_cursor")
