from datetime import UTC, date, datetime, timedelta

from infra.replay.history import Purchase
from infra.replay.network import founders, grow
from infra.replay.rule import Rule

BEGIN = datetime(2025, 3, 5, 1, tzinfo=UTC)


def placed(count, buyers, apart=timedelta(hours=1)):
    return [
        (BEGIN + apart * row, Purchase(row, f"b{row % buyers}", date(2025, 3, 5), 1, 100))
        for row in range(count)
    ]


def test_a_buyer_arrives_once_with_his_first_order():
    assert sorted(grow(placed(60, 20), Rule())) == list(range(20))


def test_everybody_is_brought_by_one_who_joined_before():
    arrivals = grow(placed(300, 300), Rule(joins=50))

    joined = set(founders())
    for row, arrival in arrivals.items():
        assert arrival.promoter is None or arrival.promoter in joined
        if arrival.joins:
            joined.add(f"b{row}")
    assert any(arrival.promoter not in {None, *founders()} for arrival in arrivals.values())


def test_nobody_uses_the_link_of_one_who_joins_at_the_same_moment():
    arrivals = grow(placed(200, 200, timedelta(0)), Rule(joins=100))

    assert {arrival.promoter for arrival in arrivals.values()} <= {None, *founders()}


def test_more_orders_let_the_tree_grow_and_change_none_of_it():
    few, many = grow(placed(50, 50), Rule()), grow(placed(200, 200), Rule())

    assert few == {row: many[row] for row in few}


def test_shares_are_those_of_the_rule():
    alone, all_join = Rule(alone=100, joins=0), Rule(alone=0, joins=100)

    assert {(a.promoter, a.joins) for a in grow(placed(50, 50), alone).values()} == {(None, False)}
    brought = grow(placed(50, 50), all_join).values()
    assert all(arrival.promoter and arrival.joins for arrival in brought)
