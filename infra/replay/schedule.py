"""When everything of a replay happens: one list of events in the order of business time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from infra.replay.history import Purchase
from infra.replay.rule import Rule
from shared.domain.policy.policy import Policy
from shared.domain.times import SHANGHAI, end_of

Kind = Literal[
    "settle", "order", "ship", "deliver", "ask", "receive", "accept", "reject", "release", "adjust"
]

FIRST_HOUR, LAST_HOUR = 9, 20
WEEK = 7
REJECTED_PERCENT = 25


@dataclass(frozen=True, slots=True)
class Event:
    """Something happens at a moment: to one purchase, or to all when a month is settled.

    Nobody reports a release: it is the moment by which the product does it by itself.
    """

    at: datetime
    kind: Kind
    purchase: Purchase | None = None


def first_day(begun: datetime, first: date) -> date:
    """Give the day of the first order: the next one of its weekday after a replay was begun."""
    earliest = begun.astimezone(SHANGHAI).date() + timedelta(days=1)
    return earliest + timedelta(days=(first.weekday() - earliest.weekday()) % WEEK)


def plan(purchases: Sequence[Purchase], begun: datetime, rule: Rule) -> list[Event]:
    """Plan a whole replay: all dates shifted by the same number of weeks, months settled.

    Purchases come in time order; the plan ends with the settlement after all is released.
    """
    shift = first_day(begun, purchases[0].day) - purchases[0].day
    events = [event for each in purchases for event in _life(each, each.day + shift, rule)]
    events += _settlements(begun, max(event.at for event in events))
    # A month is settled before anything else happens on its first morning.
    return sorted(events, key=lambda event: (event.at, event.kind != "settle"))


def placed_at(purchase: Purchase, day: date, rule: Rule) -> datetime:
    """Give the moment of a day at which an order is placed."""
    hour = FIRST_HOUR + rule.draw(purchase.row, "hour", LAST_HOUR - FIRST_HOUR + 1)
    return _at(day, hour)


def _life(purchase: Purchase, day: date, rule: Rule) -> Iterator[Event]:
    row = purchase.row
    yield Event(placed_at(purchase, day, rule), "order", purchase)
    shipped = day + timedelta(days=6 if rule.happens(rule.late, row, "late") else 1)
    yield Event(_at(shipped, 16), "ship", purchase)
    received = shipped + timedelta(days=Policy().auto_receipt_days)
    if not rule.happens(rule.silent, row, "silent"):
        received = shipped + timedelta(days=1 + rule.draw(row, "way", 4))
        yield Event(_at(received, 11), "deliver", purchase)
    yield from _after_sales(purchase, received, rule)


def _after_sales(purchase: Purchase, received: date, rule: Rule) -> Iterator[Event]:
    row = purchase.row
    over = received + timedelta(days=Policy().return_window.days)
    yield Event(end_of(over), "release", purchase)
    fate = rule.draw(row, "fate", 100)
    if fate < rule.returns:
        yield from _return(purchase, received, rule)
    elif fate < rule.returns + rule.adjusted:
        late = over + timedelta(days=1 + rule.draw(row, "adjusted", 10))
        yield Event(_at(late, 14), "adjust", purchase)


def _return(purchase: Purchase, received: date, rule: Rule) -> Iterator[Event]:
    row = purchase.row
    asked = received + timedelta(days=1 + rule.draw(row, "asked", 6))
    rejected = rule.happens(REJECTED_PERCENT, row, "rejected")
    yield Event(_at(asked, 10), "ask", purchase)
    yield Event(_at(asked + timedelta(days=3), 15), "receive", purchase)
    yield Event(_at(asked + timedelta(days=4), 15), "reject" if rejected else "accept", purchase)


def _settlements(begun: datetime, last: datetime) -> Iterator[Event]:
    """The first morning of each month, up to the first one after the last event."""
    month = _next_month(begun.astimezone(SHANGHAI).date())
    while _at(month, FIRST_HOUR) <= last:
        yield Event(_at(month, FIRST_HOUR), "settle")
        month = _next_month(month)
    yield Event(_at(month, FIRST_HOUR), "settle")


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), SHANGHAI)
