"""Waiting on the business clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from infra.local.asl.branch import Steps
from infra.local.asl.signal import Outcome, Signal
from infra.local.clock.business_clock import BusinessClock


def sleep_until(clock: BusinessClock, when: datetime) -> Steps:
    """Park until business time reaches `when`; not at all when it has."""
    if when <= clock.now():
        return
    signal = Signal()
    timer = clock.call_at(when, lambda: _wake(signal))
    try:
        yield signal
    finally:
        timer.cancel()


def sleep_for(clock: BusinessClock, seconds: float) -> Steps:
    """Park for so many seconds of business time."""
    yield from sleep_until(clock, clock.now() + timedelta(seconds=seconds))


def _wake(signal: Signal) -> None:
    signal.settle(Outcome())
