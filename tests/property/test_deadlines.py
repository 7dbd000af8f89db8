"""Deadlines lie where their rule says, whatever the instant."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shared.adapters.calendar_file import load_calendar
from shared.domain.orders.deadlines import refund_by, ship_by, window_ends
from shared.domain.policy.policy import Policy, ReturnWindow
from shared.domain.times import SHANGHAI, local_day

_instants = st.datetimes(datetime(2018, 1, 1), datetime(2027, 12, 1)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)


def _is_local_midnight(at: datetime) -> bool:
    return at.astimezone(SHANGHAI).time() == datetime.min.time()


@given(_instants)
def test_shipping_has_48_hours_on_a_working_day_and_72_on_others(paid_at: datetime) -> None:
    worked = load_calendar().is_working(local_day(paid_at))

    hours = (ship_by(paid_at, Policy(), load_calendar()) - paid_at) / timedelta(hours=1)

    assert hours == (48 if worked else 72)


@given(_instants)
def test_a_window_has_seven_whole_days_after_the_day_of_delivery(delivered_at: datetime) -> None:
    ends = window_ends(delivered_at, delivered_at, delivered_at, ReturnWindow(), load_calendar())

    assert _is_local_midnight(ends)
    assert timedelta(days=7) < ends - delivered_at <= timedelta(days=8)


@given(_instants, st.integers(0, 20))
def test_a_refund_is_owed_until_the_earlier_of_two_midnights(
    received_at: datetime, days: int
) -> None:
    inspected_at = received_at + timedelta(days=days)
    due = refund_by(inspected_at, received_at, Policy(), load_calendar())

    assert _is_local_midnight(due)
    assert due - received_at <= timedelta(days=8)
    last_day = local_day(due - timedelta(seconds=1))
    assert last_day == local_day(received_at) + timedelta(days=7) or load_calendar().is_working(
        last_day
    )
