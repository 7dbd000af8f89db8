from dataclasses import replace
from datetime import date

import pytest

from infra.replay.history import Purchase
from infra.replay.rule import Rule, identity

ORDERS = [Purchase(1, "a", date(2025, 1, 1), 1, 100), Purchase(2, "b", date(2025, 1, 1), 1, 200)]


def test_a_draw_is_the_same_for_the_same_question_only():
    rule = Rule(seed=7)
    draws = [rule.draw(row, "hour", 1000) for row in range(100)]

    assert draws == [Rule(seed=7).draw(row, "hour", 1000) for row in range(100)]
    assert draws != [rule.draw(row, "way", 1000) for row in range(100)]
    assert draws != [Rule(seed=8).draw(row, "hour", 1000) for row in range(100)]


def test_draws_cover_their_range_about_evenly():
    draws = [Rule().draw(row, "hour", 4) for row in range(4000)]

    assert set(draws) == {0, 1, 2, 3}
    assert all(900 < draws.count(number) < 1100 for number in range(4))


@pytest.mark.parametrize(
    ("percent", "least", "most"), [(0, 0, 0), (20, 150, 250), (100, 1000, 1000)]
)
def test_so_many_of_a_hundred_happen(percent, least, most):
    happened = sum(Rule().happens(percent, row, "late") for row in range(1000))

    assert least <= happened <= most


def test_a_replay_is_its_orders_and_its_rule():
    name = identity(ORDERS, Rule())

    assert name == identity(list(ORDERS), Rule())
    others = [
        identity(ORDERS[:1], Rule()),
        identity(ORDERS, Rule(seed=2)),
        identity(ORDERS, Rule(late=6)),
        identity([replace(ORDERS[0], amount_fen=101), ORDERS[1]], Rule()),
    ]
    assert len({name, *others}) == 5
