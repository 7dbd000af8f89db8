from typing import Any

import pytest

from shared.domain.commission.facts import Upline
from shared.domain.engine.engine import Engine
from shared.domain.kinds.per_piece import PerPieceRule
from tests.unit.domain.engine.engine_facts import adds_up, earnings, facts, line, paid, plan

A, B = Upline(id="A", level="gold", relation=4), Upline(id="B")
P = Upline(id="P", level="diamond", relation=7)

PIECES: dict[str, Any] = {"id": "pieces", "kind": "per_piece", "per_piece": "20.00"}
PRODUCTS = {"tee": {"price": "100.00"}, "mug": {"price": "40.00"}, "pen": {}}


def _rule(*steps: tuple[int, str], **fields: Any) -> PerPieceRule:
    above = [{"above": count, "per_piece": fen} for count, fen in steps]
    return PerPieceRule.model_validate({**PIECES, "steps": above, **fields})


def _made(*steps: tuple[int, str], **fields: Any) -> Any:
    above = [{"above": count, "per_piece": fen} for count, fen in steps]
    return plan({**PIECES, "steps": above, **fields}, products=PRODUCTS)


def _tees(pieces: int, base_fen: int | None = None) -> Any:
    paid_fen = pieces * 100_00 if base_fen is None else base_fen
    return line(1, paid_fen, qty=pieces, price_fen=100_00)


def test_every_piece_pays_the_seller_and_nobody_above_him() -> None:
    given = facts(A, B, lines=(_tees(3),))

    (earning,) = earnings(_made(), given, "pieces")

    assert (earning.payee, earning.depth, earning.level, earning.relation) == ("A", 1, "gold", 4)
    assert paid(_made(), given, "pieces") == {"A": 60_00}
    assert adds_up(earning)


@pytest.mark.parametrize(
    ("steps", "each"),
    [(((30, "22.00"),), 20_00), (((30, "12.00"),), 12_00), (((30, "22.00"), (60, "8.00")), 8_00)],
)
def test_with_the_order_goes_the_least_that_a_piece_can_pay(
    steps: tuple[tuple[int, str], ...], each: int
) -> None:
    assert _rule(*steps).least_fen == each
    assert paid(_made(*steps), facts(A, lines=(_tees(40),)), "pieces") == {"A": 40 * each}


@pytest.mark.parametrize(
    ("steps", "mode", "sums"),
    [
        ((), "marginal", {0: 0, 1: 20_00, 31: 620_00}),
        (((30, "22.00"),), "marginal", {30: 600_00, 31: 622_00, 40: 820_00}),
        (((30, "12.00"),), "marginal", {30: 600_00, 31: 612_00, 40: 720_00}),
        (((30, "22.00"),), "whole_amount", {30: 600_00, 31: 682_00, 40: 880_00}),
        (((10, "21.00"), (20, "23.00")), "marginal", {10: 200_00, 20: 410_00, 25: 525_00}),
        (((10, "21.00"), (20, "23.00")), "whole_amount", {10: 200_00, 11: 231_00, 21: 483_00}),
    ],
)
def test_the_count_of_a_period_says_what_all_pieces_pay(
    steps: tuple[tuple[int, str], ...], mode: str, sums: dict[int, int]
) -> None:
    rule = _rule(*steps, mode=mode)

    assert {pieces: rule.sum_for(pieces) for pieces in sums} == sums
    assert all(fen >= rule.least_fen * pieces for pieces, fen in sums.items())


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({"price_fen": 100_00}, True),
        ({"price_fen": 99_99}, False),
        ({"price_fen": 100_01}, False),
        ({"sku": "mug", "price_fen": 40_00}, True),
        ({"sku": "pen", "price_fen": 40_00}, False),
        ({"sku": "hat", "price_fen": 40_00}, False),
        ({"base_fen": 1, "price_fen": 100_00}, True),
        ({"base_fen": 0, "price_fen": 100_00}, False),
    ],
)
def test_only_the_unified_price_counts_whatever_the_coupon(
    fields: dict[str, Any], counts: bool
) -> None:
    given = facts(A, lines=(line(1, **fields),))

    assert bool(earnings(_made(), given, "pieces")) is counts


def test_any_price_counts_where_the_rule_says_so() -> None:
    given = facts(A, lines=(line(1, 30_00, sku="hat", qty=2),))

    assert paid(_made(unified_price_only=False), given, "pieces") == {"A": 40_00 - 10_00}


def test_a_piece_never_pays_more_than_was_paid_for_it() -> None:
    given = facts(A, lines=(_tees(2, base_fen=15_00),))

    (earning,) = earnings(_made(), given, "pieces")

    assert paid(_made(), given, "pieces") == {"A": 15_00}
    assert earning.parts[0].cut == 25_00 * 10_000
    assert adds_up(earning)


def test_only_the_named_products_count() -> None:
    both = facts(A, lines=(_tees(1), line(2, 80_00, sku="mug", qty=2, price_fen=40_00)))

    assert paid(_made(skus=["mug"]), both, "pieces") == {"A": 40_00}
    assert paid(_made(), both, "pieces") == {"A": 60_00}


@pytest.mark.parametrize(("fields", "payee", "depth"), [({}, "P", 0), ({"pickup": False}, "A", 1)])
def test_picking_pays_the_picker_unless_the_rule_says_otherwise(
    fields: dict[str, Any], payee: str, depth: int
) -> None:
    given = facts(A, B, lines=(_tees(1),), kind="pickup", picker=P)

    (earning,) = earnings(_made(**fields), given, "pieces")

    assert (earning.payee, earning.depth) == (payee, depth)


def test_a_sale_to_a_distributor_pays_his_seller_and_a_stranger_picks_like_a_buyer() -> None:
    assert paid(_made(), facts(A, lines=(_tees(1),), picker=P), "pieces") == {"A": 20_00}
    assert paid(_made(), facts(A, lines=(_tees(1),), kind="pickup"), "pieces") == {"A": 20_00}
    assert Engine(_made()).earnings(facts(lines=(_tees(1),))) == []


def test_pieces_that_pay_nothing_yet_are_named_for_the_period_alone() -> None:
    later = {"per_piece": "0.00"}
    given = facts(A, lines=(_tees(5), line(2, sku="pen")))

    (earning,) = earnings(_made((30, "2.00"), **later), given, "pieces")

    assert [(part.line, part.weight) for part in earning.parts] == [(1, 0)]
    assert earnings(_made(**later), given, "pieces") == []
