"""Agents never share more than was paid, nor more than the fall to their lowest price."""

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.commission.facts import LineFacts, OrderFacts, Upline
from shared.domain.engine.engine import Engine
from shared.domain.money import UNITS, yuan
from tests.unit.domain.engine.engine_facts import AT, adds_up, plan

GRADES = ("county", "city", "province")

_prices = st.fixed_dictionaries({grade: st.integers(0, 200) for grade in GRADES})
_agents = st.lists(st.sampled_from((*GRADES, "none")), max_size=6)


@given(_prices, _agents, st.integers(0, 1000), st.integers(1, 5))
def test_spreads_are_the_fall_from_what_was_paid_to_the_lowest_price(
    prices: dict[str, int], grades: list[str], base_fen: int, qty: int
) -> None:
    lists = {grade: {"tee": yuan(price)} for grade, price in prices.items()}
    spread = {"id": "spread", "kind": "price_spread", "price_lists": lists}
    agents = tuple(Upline(id=f"D{n}", grade=grade) for n, grade in enumerate(grades))
    line = LineFacts(1, "tee", qty, base_fen, base_fen)

    earnings = Engine(plan(spread)).earnings(OrderFacts(AT, (line,), (), agents=agents))

    assert all(adds_up(each) and each.parts[0].weight > 0 for each in earnings)
    total = sum(each.parts[0].weight for each in earnings) // UNITS
    bought = [prices[grade] * qty for grade in grades if grade in prices]
    first, lowest = (bought[0], min(bought)) if bought else (base_fen, base_fen)
    assert total == min(base_fen, max(0, base_fen - first) + first - lowest)
