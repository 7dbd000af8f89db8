from itertools import pairwise
from typing import Any

import pytest

from shared.domain.errors import OutOfStep
from shared.domain.orders.budgets import (
    SLICES,
    BudgetSlice,
    Taken,
    committed,
    funded,
    held_with,
    released_part,
    slices_for,
    take,
    take_up_to,
    unfunded,
    with_disputes_won,
)
from shared.domain.orders.commissions import Commission
from shared.domain.orders.kept_order import Reservation
from shared.domain.orders.order import Order
from shared.domain.plans.document import read_plan
from tests.unit.domain.orders.orders import NOW, commission, line, order, share

PLAN = read_plan(
    {"preset": "depth-10-5", "name": "spring", "budget": {"amount": "16.00", "period": "quarter"}}
)


def _order(*commissions: Commission, **fields: Any) -> Order:
    return order(lines=(line(base_fen=100_00),), commissions=commissions, **fields)


def _of(payee: str = "A", rate_bp: int = 1000, **fields: Any) -> Commission:
    return commission(share(rate_bp=rate_bp, on_fen=100_00), payee=payee, **fields)


def _holding(*fen: int, **fields: Any) -> Order:
    held = tuple(Reservation(slice=f"S{number}", fen=each) for number, each in enumerate(fen))
    return _order(_of(), budget=held, **fields)


@pytest.mark.parametrize(
    ("of", "needed"),
    [
        (_order(_of(), _of("B", 500)), 15_00),
        (_order(_of(), _of(rule="thanks", form="points", rate_bp=50)), 10_50),
        # What agents earn by their prices is trade, no commission.
        (_order(_of(), _of("B", kind="price_spread", trade=True)), 10_00),
        (_order(_of(out=True), _of("B", 500)), 5_00),
        (_order(_of(out=True, over_budget=True)), 0),
        (_order(), 0),
        (_order(_of(), status="created", paid_at=None), 10_00),
        (_order(_of(), status="cancelled", paid_at=None), 0),
        (_order(_of(), status="cancelled"), 10_00),
    ],
)
def test_an_order_costs_the_budget_what_it_promises_in_every_form(of: Order, needed: int) -> None:
    assert committed(of) == needed


@pytest.mark.parametrize(
    ("refunded", "charged_back", "needed"),
    [(0, 0, 10_00), (40_00, 0, 6_00), (100_00, 0, 0), (100_00, 30_00, 3_00), (40_00, 40_00, 10_00)],
)
def test_what_a_refund_takes_is_free_and_what_a_chargeback_takes_is_not(
    refunded: int, charged_back: int, needed: int
) -> None:
    lines = (line(base_fen=100_00, refunded_fen=refunded, charged_back_fen=charged_back),)

    assert committed(order(lines=lines, commissions=(_of(),))) == needed


def test_a_slice_stands_under_its_plan_and_period() -> None:
    assert BudgetSlice(plan="spring", period="2025-Q1", number=7).key == "spring/2025-Q1/07"


def test_a_slice_never_falls_below_zero() -> None:
    full = BudgetSlice(plan="spring", period="2025-Q1", number=7, reserved=100)

    assert full.move(-100).reserved == 0
    with pytest.raises(OutOfStep):
        full.move(-101)


def test_an_order_asks_the_slices_in_turn_each_once() -> None:
    asked = list(slices_for(PLAN, "O1", NOW))

    numbers = [each.number for each in asked]
    assert sorted(numbers) == list(range(SLICES))
    assert all((b - a) % SLICES == 1 for a, b in pairwise(numbers))
    assert {(each.plan, each.period, each.reserved) for each in asked} == {("spring", "2025-Q1", 0)}


def test_orders_begin_at_different_slices() -> None:
    first = {next(slices_for(PLAN, f"O{number}", NOW)).number for number in range(200)}

    assert first == set(range(SLICES))


def test_a_plan_without_a_budget_has_no_slices() -> None:
    assert list(slices_for(read_plan("depth-10-5"), "O1", NOW)) == []


def test_a_slice_that_has_room_is_enough_and_no_other_is_asked() -> None:
    def slices() -> Any:
        yield BudgetSlice(plan="spring", period="2025-Q1", number=5, reserved=20)
        raise AssertionError("asked for more than is needed")

    ((taken, fen),) = take(slices(), 16_00, 80) or []

    assert (taken.number, taken.reserved, fen) == (5, 100, 80)


def test_what_is_divisible_takes_what_is_left() -> None:
    slices = [
        BudgetSlice(plan="spring", period="2025-Q1", number=number, reserved=90)
        for number in range(SLICES)
    ]

    assert take(slices, 16_00, 1_61) is None
    assert [each.fen for each in take_up_to(slices, 16_00, 1_61)] == [10] * SLICES
    assert [each.fen for each in take_up_to(slices, 16_00, 25)] == [10, 10, 5]
    assert take_up_to(slices, 14_40, 1) == []


def test_what_is_taken_again_is_held_together_with_what_was_held() -> None:
    held = (Reservation(slice="spring/2025-Q1/01", fen=30), Reservation(slice="old", fen=1))
    taken = [
        Taken(BudgetSlice(plan="spring", period="2025-Q1", number=number, reserved=99), 5)
        for number in (1, 2)
    ]

    together = {each.slice: each.fen for each in held_with(held, taken)}

    assert together == {"spring/2025-Q1/01": 35, "old": 1, "spring/2025-Q1/02": 5}


def test_an_order_without_disputes_is_the_same_if_they_are_won() -> None:
    plain = _order(_of())
    disputed = order(lines=(line(base_fen=100_00, refunded_fen=70_00, charged_back_fen=50_00),))

    assert with_disputes_won(plain) is plain
    assert [each.remaining_fen for each in with_disputes_won(disputed).lines] == [80_00]


def test_a_budget_that_was_lowered_below_what_is_promised_has_no_room() -> None:
    full = BudgetSlice(plan="spring", period="2025-Q1", number=0, reserved=100)

    assert full.room(16_00) == full.room(8_00) == 0


def test_the_order_keeps_what_it_has_taken_from_where() -> None:
    taken = take(slices_for(PLAN, "O1", NOW), 16_00, 1_50)
    assert taken is not None

    kept = funded(_order(_of()), taken)

    assert [each.fen for each in kept.budget] == [1_00, 50]
    assert [each.slice for each in kept.budget] == [each.slice.key for each in taken]


def test_without_room_nobody_is_promised_commission_and_the_order_says_so_once() -> None:
    without = unfunded(_order(_of(), _of("B", kind="price_spread", trade=True), _of("C", out=True)))

    outs = [(each.payee, each.out, each.over_budget) for each in without.commissions]
    assert outs == [("A", True, True), ("B", False, False), ("C", True, False)]
    assert [(told.code, told.at) for told in without.notices] == [("BUDGET_EXHAUSTED", NOW)]
    assert committed(without) == 0


@pytest.mark.parametrize(
    ("refunded", "kept", "given"),
    [
        (0, [3_00, 7_00], {}),
        (30_00, [3_00, 4_00], {"S1": 3_00}),
        (70_00, [3_00], {"S1": 7_00}),
        (80_00, [2_00], {"S1": 7_00, "S0": 1_00}),
        (100_00, [], {"S1": 7_00, "S0": 3_00}),
    ],
)
def test_what_is_not_needed_any_longer_is_given_back_last_taken_first(
    refunded: int, kept: list[int], given: dict[str, int]
) -> None:
    lines = (line(base_fen=100_00, refunded_fen=refunded),)

    holding = _holding(3_00, 7_00).changed(lines=lines)

    left, back = released_part(holding.budget, committed(holding))

    assert [each.fen for each in left] == kept
    assert back == given


def test_no_slice_gives_back_what_it_does_not_hold() -> None:
    slice_ = BudgetSlice(plan="plan", period="2025", number=3, reserved=5)

    with pytest.raises(OutOfStep, match=f"^the budget slice {slice_.key} would .* below zero: -6$"):
        slice_.move(-6)
