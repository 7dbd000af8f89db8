import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone

import pytest

from infra.local.clock.business_clock import BusinessClock, Halted

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def after(seconds):
    return START + timedelta(seconds=seconds)


@contextmanager
def started(clock):
    clock.start()
    try:
        yield
    finally:
        clock.stop()


@pytest.fixture
def clock():
    return BusinessClock(START, frozen=True)


def test_frozen_stands_where_it_was_stepped_to(clock):
    assert clock.now() == START
    clock.step_to(after(10))
    assert clock.now() == after(10)


def test_never_goes_back(clock):
    clock.step_to(after(10))
    clock.step_to(after(5))
    assert clock.now() == after(10)


def test_other_zones_are_read_and_told_as_utc():
    shanghai = timezone(timedelta(hours=8))
    clock = BusinessClock(datetime(2026, 3, 1, 16, 0, tzinfo=shanghai), frozen=True)
    assert clock.now() == START
    assert clock.now().tzinfo is UTC


def test_naive_times_are_refused(clock):
    with pytest.raises(ValueError, match="aware"):
        clock.step_to(START.replace(tzinfo=None))


def test_fires_what_is_due_in_order_of_time_then_insertion(clock):
    fired = []
    for when, name in [(2, "c"), (1, "a"), (2, "d"), (1, "b"), (3, "later")]:
        clock.call_at(after(when), lambda name=name: fired.append(name))
    clock.step_to(after(2))
    assert fired == ["a", "b", "c", "d"]
    assert clock.next_due() == after(3)


def test_a_timer_fires_once(clock):
    fired = []
    clock.call_later(1, lambda: fired.append(1))
    clock.step_to(after(1))
    clock.step_to(after(2))
    assert fired == [1]


def test_a_timer_set_by_an_action_fires_in_the_same_step_when_due(clock):
    fired = []
    clock.call_later(1, lambda: clock.call_at(after(1), lambda: fired.append(clock.now())))
    clock.step_to(after(5))
    assert fired == [after(5)]


def test_cancelled_timers_do_not_fire_and_are_not_due(clock):
    fired = []
    timer = clock.call_later(1, lambda: fired.append(1))
    assert timer.cancel()
    assert clock.next_due() is None
    clock.step_to(after(2))
    assert fired == []


def test_cancelled_timers_do_not_pile_up(clock):
    fired = []
    clock.call_later(1, lambda: fired.append(1))
    for _ in range(5000):
        clock.call_later(3600, lambda: None).cancel()
    assert len(clock._heap) <= 1024
    clock.step_to(after(1))
    assert fired == [1]


def test_cancelling_too_late_says_so(clock):
    timer = clock.call_later(1, lambda: None)
    clock.step_to(after(1))
    assert not timer.cancel()


def test_a_failing_action_reaches_the_one_who_steps(clock):
    clock.call_later(1, lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        clock.step_to(after(1))


def test_advance_stops_at_each_due_time_and_ends_on_the_target(clock):
    seen, drained = [], []

    def again():
        seen.append(clock.now())
        if len(seen) < 3:
            clock.call_later(10, again)

    clock.call_later(10, again)
    clock.advance(after(100), lambda: drained.append(clock.now()))
    assert seen == [after(10), after(20), after(30)]
    assert drained == [START, after(10), after(20), after(30), after(100)]


def test_a_halted_clock_advances_no_further(clock):
    fired = []
    clock.call_at(after(1), clock.halt)
    clock.call_at(after(2), lambda: fired.append(clock.now()))
    with pytest.raises(Halted, match="goes no further"):
        clock.advance(after(3), lambda: None)
    assert (clock.now(), fired) == (after(1), [])


def test_advance_goes_on_for_timers_that_draining_makes_due(clock):
    fired = []
    left = [lambda: clock.call_at(clock.now(), lambda: fired.append("late"))]

    def drain():
        if clock.now() == after(5) and left:
            left.pop()()

    clock.advance(after(5), drain)
    assert fired == ["late"]


def test_running_clock_goes_on_from_where_it_was_stepped_to():
    clock = BusinessClock(START)
    before = clock.now()
    clock.step_to(after(86_400))
    assert START <= before < after(3600)
    assert after(86_400) <= clock.now() < after(90_000)


def test_running_clock_fires_on_its_own_thread():
    clock, fired = BusinessClock(START), threading.Event()
    with started(clock):
        clock.call_later(0.01, fired.set)
        assert fired.wait(30)


def test_a_sooner_timer_wakes_the_running_clock():
    clock, fired = BusinessClock(START), threading.Event()
    clock.call_later(3600, lambda: None)
    with started(clock):
        clock.call_later(0.01, fired.set)
        assert fired.wait(30)


def test_a_failing_action_does_not_end_the_running_clock(caplog):
    clock, fired = BusinessClock(START), threading.Event()
    clock.call_at(START, lambda: 1 // 0)
    clock.call_later(0.01, fired.set)
    with started(clock):
        assert fired.wait(30)
    assert "a timer's action failed" in caplog.text


def test_stopped_clock_starts_again():
    clock, fired = BusinessClock(START), threading.Event()
    clock.start()
    clock.stop()
    clock.call_later(0, fired.set)
    with started(clock):
        assert fired.wait(30)


def test_a_started_clock_waits_for_the_end_of_all_days_and_fires_what_comes_before():
    clock = BusinessClock(START)
    fired = threading.Event()
    with started(clock):
        clock.call_at(datetime(9999, 12, 31, tzinfo=UTC), pytest.fail)
        clock.call_later(0, fired.set)
        assert fired.wait(10)


def test_a_clock_that_cannot_tell_the_time_says_so_and_goes_on(caplog, monkeypatch):
    clock = BusinessClock(START)
    monkeypatch.setattr("infra.local.clock.business_clock._AGAIN_SECONDS", 0.001)
    failed, fired = threading.Event(), threading.Event()
    now = clock._now

    def once():
        if not failed.is_set():
            failed.set()
            raise OverflowError("date value out of range")
        return now()

    clock.call_later(0, fired.set)
    clock._now = once
    with started(clock):
        assert fired.wait(10)
    assert "could not wait for its next timer" in caplog.text
