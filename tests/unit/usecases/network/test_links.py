"""A referral link, and the rate that it may bear."""

from typing import Any

import pytest

from shared.domain.errors import Refused
from shared.domain.network.people import ReferralCode
from shared.domain.orders.lines import OwnTerms
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.orders.order import Order
from shared.usecases.network.links import create_link, resolve_code
from shared.usecases.orders.place_order import place_order
from tests.refusals import faulty, told
from tests.rules_in_force import put_in_force
from tests.unit.usecases.bench import BEGINNING, Bench

RULE = {"id": "relation", "kind": "percent", "rates_bp": {"default": [1000, 500]}}
LINKED = {**RULE, "link": {"min_bp": 500, "max_bp": 1500}}
OPEN = {**RULE, "lines": {"min_bp": 100, "max_bp": 2000}}


def bench_with(*rules: dict[str, Any]) -> Bench:
    bench = Bench()
    approve(bench, 1, *rules)
    return bench


def approve(bench: Bench, number: int, *rules: dict[str, Any]) -> None:
    document = {"name": "linked", "pay_depth": 2, "rules": list(rules)}
    put_in_force(bench.store, document, BEGINNING, number)


def ordered(bench: Bench, key: str = "O1", **fields: Any) -> Order:
    lines = (NewLine(line=1, sku="tee", qty=1, price_fen=100_00),)
    new = NewOrder.model_validate({"buyer": "X", "lines": lines, **fields})
    return place_order(bench.ports, bench.command(key), "shop", new)


def rates(order: Order) -> list[int]:
    return [each.shares[0].rate_bp for each in order.commissions]


def own(**terms: Any) -> tuple[NewLine, ...]:
    return (
        NewLine(line=1, sku="tee", qty=2, price_fen=50_00, terms=OwnTerms.model_validate(terms)),
    )


def test_a_code_is_one_for_a_command_and_names_its_distributor() -> None:
    bench = Bench()
    code = create_link(bench.ports, bench.command("code"), "A").code

    assert create_link(bench.ports, bench.command("code"), "A").code == code
    assert create_link(bench.ports, bench.command("other"), "A").code != code
    assert resolve_code(bench.store, code).distributor == "A"
    with told("No distributor has"):
        resolve_code(bench.store, "22222222")


@pytest.mark.parametrize("rate_bp", [500, 1500])
def test_a_link_may_bear_a_rate_inside_the_limits(rate_bp: int) -> None:
    bench = bench_with(LINKED)

    link = create_link(bench.ports, bench.command("link"), "A", rate_bp)
    order = ordered(bench, link=link.code)

    assert rates(order) == [rate_bp, 500]
    assert (order.link, order.link_bp) == (link.code, rate_bp)


@pytest.mark.parametrize("rate_bp", [499, 1501, 0])
def test_a_rate_outside_the_limits_makes_no_link(rate_bp: int) -> None:
    bench = bench_with(LINKED)

    with told("between 500 and 1500") as refused:
        create_link(bench.ports, bench.command("link"), "A", rate_bp)

    assert refused.value.code == "invalid"
    assert refused.value.facts == {"min_bp": 500, "max_bp": 1500}
    assert bench.store.all(ReferralCode) == []


@pytest.mark.parametrize(
    "rule",
    [
        RULE,
        {**LINKED, "valid": {"until": BEGINNING.isoformat()}},
        {**LINKED, "valid": {"from": "2025-03-04T00:00:00+00:00"}},
    ],
)
def test_without_limits_now_no_link_bears_a_rate(rule: dict[str, Any]) -> None:
    bench = bench_with(rule)

    with told("leave rate_bp out"):
        create_link(bench.ports, bench.command("link"), "A", 1000)
    assert create_link(bench.ports, bench.command("plain"), "A").rate_bp is None


def test_the_same_command_gets_its_link_even_when_limits_have_changed() -> None:
    bench = bench_with(LINKED)
    link = create_link(bench.ports, bench.command("link"), "A", 1500)
    approve(bench, 2, RULE)

    assert create_link(bench.ports, bench.command("link"), "A", 1500).code == link.code
    with pytest.raises(Refused) as refused:
        create_link(bench.ports, bench.command("link"), "A", 1400)
    assert refused.value.code == "idempotency_conflict"


def test_an_older_link_pays_what_todays_limits_still_allow() -> None:
    bench = bench_with(LINKED)
    high = create_link(bench.ports, bench.command("high"), "A", 1500).code
    low = create_link(bench.ports, bench.command("low"), "A", 500).code
    approve(bench, 2, {**RULE, "link": {"min_bp": 600, "max_bp": 1200}})

    assert rates(ordered(bench, "O1", link=high)) == [1200, 500]
    assert rates(ordered(bench, "O2", link=low)) == [600, 500]


def test_a_link_of_somebody_else_changes_nothing() -> None:
    bench = bench_with(LINKED)
    link = create_link(bench.ports, bench.command("link"), "B", 1500)

    order = ordered(bench, link=link.code)

    assert rates(order) == [1000, 500]
    assert (order.link, order.link_bp) == (link.code, None)


def test_an_unknown_link_is_no_order() -> None:
    bench = bench_with(LINKED)

    with pytest.raises(Refused) as refused:
        ordered(bench, link="22222222")

    assert refused.value.code == "unknown_person"
    assert bench.store.all(Order) == []


@pytest.mark.parametrize(
    ("terms", "rates_bp", "fixed_fen"),
    [
        ({"rates_bp": [2000, 100]}, [2000, 100], [0, 0]),
        ({"rates_bp": [100]}, [100], [0]),
        ({"per_piece_fen": [10_00]}, [0], [20_00]),
        ({"rates_bp": [1000], "per_piece_fen": [5_00, 10_00]}, [1000, 0], [10_00, 20_00]),
    ],
)
def test_a_line_may_have_terms_inside_the_limits(
    terms: dict[str, Any], rates_bp: list[int], fixed_fen: list[int]
) -> None:
    order = ordered(bench_with(OPEN), lines=own(**terms))

    assert rates(order) == rates_bp
    assert [each.shares[0].fixed_fen for each in order.commissions] == fixed_fen
    assert order.lines[0].terms == OwnTerms.model_validate(terms)


@pytest.mark.parametrize(
    "terms",
    [
        {"rates_bp": [2001]},
        {"rates_bp": [1000, 99]},
        {"rates_bp": [0]},
        {"per_piece_fen": [10_01]},
        {"per_piece_fen": [0, 10_01]},
        {"rates_bp": [1000], "per_piece_fen": [5_01]},
    ],
)
def test_terms_outside_the_limits_are_no_order(terms: dict[str, Any]) -> None:
    bench = bench_with(OPEN)

    with told("between 100 and 2000") as refused:
        ordered(bench, lines=own(**terms))

    assert refused.value.code == "invalid"
    assert bench.store.all(Order) == []


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        (RULE, "sale"),
        ({**OPEN, "orders": ["sale"]}, "pickup"),
        ({**OPEN, "valid": {"until": BEGINNING.isoformat()}}, "sale"),
    ],
)
def test_without_limits_now_no_line_has_terms(rule: dict[str, Any], kind: str) -> None:
    bench = bench_with(rule)

    with told("no line set terms") as refused:
        ordered(bench, lines=own(rates_bp=[1000]), kind=kind)

    assert refused.value.code == "invalid"
    assert bench.store.all(Order) == []


def test_a_link_beats_the_terms_of_a_line_for_its_owner_alone() -> None:
    bench = bench_with({**OPEN, "link": {"max_bp": 3000}})
    link = create_link(bench.ports, bench.command("link"), "A", 3000)

    order = ordered(bench, lines=own(rates_bp=[2000, 700]), link=link.code)

    assert rates(order) == [3000, 700]


def test_terms_that_say_nothing_are_none() -> None:
    with faulty("has a rate of 0"):
        OwnTerms()
