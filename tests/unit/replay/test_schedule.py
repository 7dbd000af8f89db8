from datetime import date, datetime, timedelta

import pytest

from infra.replay.history import Purchase
from infra.replay.rule import Rule
from infra.replay.schedule import first_day, plan

BEGUN = datetime.fromisoformat("2025-03-01T10:00:00+08:00")
WEDNESDAY = date(1997, 1, 1)
PLAIN = Rule(late=0, silent=0, returns=0, adjusted=0)


def orders(count, days_apart=0):
    return [
        Purchase(row, f"b{row}", WEDNESDAY + timedelta(days=days_apart * row), 1, 1000)
        for row in range(count)
    ]


def times(events):
    return {event.kind: event.at for event in events}


@pytest.mark.parametrize("day", range(7))
def test_dates_move_by_whole_weeks_and_begin_within_one(day):
    first = WEDNESDAY + timedelta(days=day)
    moved = first_day(BEGUN, first)

    assert (moved - first).days % 7 == 0
    assert date(2025, 3, 1) < moved <= date(2025, 3, 8)


def test_all_dates_move_together():
    placed = [
        event.at.date() for event in plan(orders(3, 5), BEGUN, Rule()) if event.kind == "order"
    ]

    assert placed == [date(2025, 3, 5), date(2025, 3, 10), date(2025, 3, 15)]


def test_events_come_in_the_order_of_time_and_end_with_a_settlement():
    events = plan(orders(50), BEGUN, Rule())

    assert [event.at for event in events] == sorted(event.at for event in events)
    assert events[-1].kind == "settle"
    assert events[-1].at > max(event.at for event in events[:-1])


def test_every_month_is_settled_once_even_one_without_orders():
    events = plan(orders(2, 100), BEGUN, PLAIN)

    settled = [f"{event.at:%m-%d %H}" for event in events if event.kind == "settle"]
    assert settled == ["04-01 09", "05-01 09", "06-01 09", "07-01 09"]


@pytest.mark.parametrize("row", range(10))
def test_shipments_keep_the_time_limit_or_break_it_as_the_rule_says(row):
    purchase = [Purchase(row, "b", WEDNESDAY, 1, 1000)]
    in_time, late = (
        times(plan(purchase, BEGUN, PLAIN)),
        times(plan(purchase, BEGUN, Rule(late=100))),
    )

    assert in_time["ship"] - in_time["order"] < timedelta(hours=48)
    assert late["ship"] - late["order"] > timedelta(hours=72)


def test_a_silent_order_is_released_after_the_automatic_receipt():
    at = times(plan(orders(1), BEGUN, Rule(late=0, silent=100, returns=0, adjusted=0)))

    assert "deliver" not in at
    assert at["release"] == datetime.fromisoformat("2025-03-24T00:00:00+08:00")


@pytest.mark.parametrize("row", range(10))
def test_returns_are_asked_for_within_the_window_and_adjustments_come_after_it(row):
    purchase = [Purchase(row, "b", WEDNESDAY, 1, 1000)]
    back = times(plan(purchase, BEGUN, Rule(returns=100)))
    cheaper = times(plan(purchase, BEGUN, Rule(returns=0, adjusted=100)))

    inspected = back.get("accept") or back["reject"]
    assert back["ask"] < min(back["release"], back["receive"])
    assert back["receive"] < inspected
    assert cheaper["release"] < cheaper["adjust"]
