"""A credit that meets a busy balance, from the outside: shown as arriving, then there for good."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest

from infra.local.ledger_control import ROUTE
from infra.running.brand import brand_of
from tests.busy_balance import busy_balance
from tests.laptop_bench import Bench, Team, running


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with running() as bench:
        yield bench


@pytest.fixture(autouse=True)
def books(bench: Bench) -> Iterator[None]:
    """After every test the books of the whole product close."""
    yield
    ledger = brand_of(bench.laptop).stack.anybody().get(ROUTE.partition(" ")[2])
    assert ledger["sum_fen"] == 0
    faults = ("broken_chains", "lost_entries", "wrong_balances")
    assert [ledger[fault] for fault in faults] == [[], [], []]


def released(bench: Bench) -> tuple[Team, str]:
    """Release 10.00 to a promoter whose balance is being written meanwhile."""
    bench.begin_week()
    team = bench.team()
    order = bench.paid_order(10_000, team=team)
    bench.deliver(order)
    with busy_balance(team.promoter):
        bench.advance_to(bench.order(order).due_at)
    assert bench.order(order).status == "closed"
    return team, order


def owned(bench: Bench, payee: str) -> dict[str, Any]:
    """What the payee sees, of the states that money of a release may be in."""
    seen = brand_of(bench.laptop).person("distributor", payee).get("/v1/me/balance")
    states = ("pending", "arriving", "available", "reserved", "held", "debt")
    return {state: seen[f"{state}_fen"] for state in states if seen[f"{state}_fen"]}


def test_it_is_arriving_and_available_once_the_sweeper_came(bench: Bench) -> None:
    team, order = released(bench)
    assert owned(bench, team.promoter) == {"arriving": 1_000}
    explained = brand_of(bench.laptop).person("finance", "fiona")
    shares = explained.get(f"/v1/orders/{order}/explanation")["shares"]
    assert {each["payee"]: each["arriving_fen"] for each in shares}[team.promoter] == 1_000

    bench.sweep()

    assert owned(bench, team.promoter) == {"available": 1_000}
    line = brand_of(bench.laptop).person("distributor", team.promoter).get("/v1/me/commissions")
    assert [(each["arriving_fen"], each["released_fen"]) for each in line["items"]] == [(0, 1_000)]


def test_whoever_withdraws_it_at_once_gets_it(bench: Bench) -> None:
    team, _ = released(bench)
    bench.withdraw(team.promoter, 1_000)
    assert owned(bench, team.promoter) == {"reserved": 1_000}


def test_whoever_wants_more_is_told_what_is_there(bench: Bench) -> None:
    team, _ = released(bench)
    person = brand_of(bench.laptop).person("distributor", team.promoter)
    answer = person.send("POST", "/v1/me/withdrawals", {"amount_fen": 1_001})
    assert answer.status_code == HTTPStatus.CONFLICT
    assert answer.json()["available_fen"] == 1_000


def test_what_is_refunded_meanwhile_is_not_there_afterwards(bench: Bench) -> None:
    team, order = released(bench)
    bench.refund(order, 4_000, line=1)
    assert owned(bench, team.promoter) == {"arriving": 600}
    bench.sweep()
    assert owned(bench, team.promoter) == {"available": 600}


def test_a_settlement_counts_it(bench: Bench) -> None:
    team, _ = released(bench)
    bench.start_settlement("2024")
    assert bench.proposal("2024", team.promoter).amount_fen == 1_000
