import json
import threading
from datetime import timedelta

import pytest

from infra.local.clock.activity import Activity
from infra.local.clock.business_clock import BusinessClock
from infra.local.functions.registry import FunctionNotFoundError, FunctionRegistry
from infra.local.intrinsics import TemplateError
from infra.local.timers.schedules import Schedules
from tests.infra.local.sample.stack import START

HOURLY = {"ScheduleExpression": "rate(1 hour)"}


class World:
    """A schedule on a frozen clock, and a function that records when it was called with what."""

    def __init__(self) -> None:
        self.clock = BusinessClock(START, frozen=True)
        self.activity = Activity()
        self.functions = FunctionRegistry(self.activity)
        self.functions.add_handler("ticked", self.handler)
        self.calls: list[tuple[timedelta, dict]] = []
        self.schedules = Schedules(self.clock, self.activity, self.functions)
        self.fails = False

    def handler(self, event, context):
        self.calls.append((self.clock.now() - START, event))
        if self.fails:
            raise ValueError("as asked")

    def advance(self, **by: float) -> None:
        self.clock.advance(self.clock.now() + timedelta(**by), self.activity.wait_quiet)

    def times(self) -> list[timedelta]:
        return [time for time, _ in self.calls]


@pytest.fixture
def world():
    world = World()
    yield world
    world.schedules.stop()


@pytest.mark.parametrize(
    ("properties", "interval"),
    [
        (HOURLY, timedelta(hours=1)),
        ({"Schedule": "rate(5 minutes)"}, timedelta(minutes=5)),
        ({"ScheduleExpression": "rate(2 days)"}, timedelta(days=2)),
    ],
)
def test_a_rate_fires_every_interval_of_business_time(world, properties, interval):
    world.schedules.add("tick", "ticked", properties)
    world.clock.advance(START + 3 * interval, world.activity.wait_quiet)
    assert world.times() == [interval, 2 * interval, 3 * interval]
    assert world.calls[0][1]["detail-type"] == "Scheduled Event"


def test_a_declared_input_is_the_event(world):
    world.schedules.add("tick", "ticked", {**HOURLY, "Input": json.dumps({"run": "nightly"})})
    world.advance(hours=1)
    assert world.calls == [(timedelta(hours=1), {"run": "nightly"})]


def test_a_failing_call_does_not_end_the_schedule(world):
    world.fails = True
    world.schedules.add("tick", "ticked", HOURLY)
    world.advance(hours=2)
    assert len(world.calls) == 2
    assert world.activity.count == 0


@pytest.mark.parametrize("off", [{"State": "DISABLED"}, {"Enabled": False}])
def test_a_disabled_schedule_does_not_fire(world, off):
    world.schedules.add("tick", "ticked", {**HOURLY, **off})
    world.advance(hours=5)
    assert world.calls == []


def test_a_stopped_schedule_does_not_fire(world):
    world.schedules.add("tick", "ticked", HOURLY)
    world.schedules.stop()
    world.advance(hours=5)
    assert world.calls == []


def test_a_timer_that_was_taken_before_the_stop_does_nothing_behind_it(world, monkeypatch):
    fires = []
    monkeypatch.setattr(world.clock, "call_at", lambda _, fire: fires.append(fire))
    world.schedules.add("tick", "ticked", HOURLY)
    stopping, submitted = threading.Event(), []

    class Pool:
        def submit(self, *_):
            submitted.append(world.schedules._guard.locked())

        def shutdown(self, *, wait):
            stopping.set()

    monkeypatch.setattr(world.schedules, "_workers", Pool())
    fires[0]()
    world.schedules.stop()
    fires[0]()

    assert submitted == [True]
    assert stopping.is_set()


@pytest.mark.parametrize(
    ("expression", "zone", "due"),
    [
        ("cron(0 2 1 * ? *)", "Asia/Shanghai", ["2026-01-31T18:00:00Z", "2026-02-28T18:00:00Z"]),
        ("cron(30 9 L * ? *)", "UTC", ["2026-01-31T09:30:00Z", "2026-02-28T09:30:00Z"]),
        ("cron(0 9 ? * MON *)", "UTC", ["2026-01-05T09:00:00Z", "2026-01-12T09:00:00Z"]),
    ],
)
def test_a_cron_fires_in_its_time_zone_and_tells_when_it_was_due(world, expression, zone, due):
    properties = {
        "ScheduleExpression": expression,
        "ScheduleExpressionTimezone": zone,
        "Input": json.dumps({"at": "<aws.scheduler.scheduled-time>"}),
    }
    world.schedules.add("tick", "ticked", properties)
    world.advance(days=62)
    assert [event["at"] for _, event in world.calls][:2] == due
    assert [f"{START + time:%Y-%m-%dT%H:%M:%SZ}" for time in world.times()][:2] == due


@pytest.mark.parametrize(
    "expression",
    ["at(2026-04-01T00:00:00)", "cron(0 2 1 * ? 2026)", "cron(0 2 ? * 2 *)", "cron(99 2 1 * ? *)"],
)
def test_another_expression_is_refused(world, expression):
    with pytest.raises(TemplateError, match="schedule tick: '"):
        world.schedules.add("tick", "ticked", {"ScheduleExpression": expression})


def test_a_schedule_of_a_function_that_is_not_there_is_refused(world):
    with pytest.raises(FunctionNotFoundError, match="absent"):
        world.schedules.add("tick", "absent", HOURLY)
