"""The deadlines that facts set. All are exclusive: a fact in the deadline's very second is late.

Source: A111 (48/72 h), A130 (7 days), A132 (3 working days); rules.md, Order life and Time.
"""

from datetime import datetime, timedelta

from shared.domain.calendar import WorkingCalendar
from shared.domain.civil_periods import end_after
from shared.domain.plans.release import Release
from shared.domain.policy.policy import Policy, ReturnWindow
from shared.domain.times import end_of, local_day

SHORT_SHIPPING = timedelta(hours=48)
LONG_SHIPPING = timedelta(hours=72)
SECOND = timedelta(seconds=1)
ROLLING_WINDOW_DAY = timedelta(hours=24)


def ship_by(paid_at: datetime, policy: Policy, calendar: WorkingCalendar) -> datetime:
    """Give 48 h from payment on a working day, else 72 h (A111).

    With `touches_weekend`, any day off inside the 48 hours makes it 72.
    """
    # Exclusive: hours that end at midnight do not touch the day that begins there.
    first, last = local_day(paid_at), local_day(paid_at + SHORT_SHIPPING - SECOND)
    days = [first]
    if policy.sla_mode == "touches_weekend":
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    short = all(calendar.is_working(day) for day in days)
    return paid_at + (SHORT_SHIPPING if short else LONG_SHIPPING)


def receipt_by(shipped_at: datetime, policy: Policy) -> datetime:
    """Give the moment of auto-receipt: so many times 24 h after shipping."""
    return shipped_at + timedelta(days=policy.auto_receipt_days)


def window_ends(
    shipped_at: datetime,
    delivered_at: datetime,
    paid_at: datetime,
    rule: ReturnWindow,
    calendar: WorkingCalendar,
) -> datetime:
    """Give the end of the return window (A130); the day after the counted fact is day 1."""
    start = delivered_at if rule.from_ == "delivered" else shipped_at
    if rule.counting == "rolling_168h":
        end = start + rule.days * ROLLING_WINDOW_DAY
        return max(end, paid_at + rule.min_days_from_paid * ROLLING_WINDOW_DAY)
    last_day = max(
        local_day(start) + timedelta(days=rule.days),
        local_day(paid_at) + timedelta(days=rule.min_days_from_paid),
    )
    if rule.holiday_extension:
        last_day = calendar.working_day_from(last_day)
    return end_of(last_day)


def release_at(window_ends: datetime, release: Release) -> datetime:
    """Give when a line releases: with its window, or with the period of its last second (A068)."""
    if release == "order":
        return window_ends
    return end_after(release, window_ends - SECOND)


def refund_by(
    inspected_at: datetime, received_at: datetime, policy: Policy, calendar: WorkingCalendar
) -> datetime:
    """Give the end of the day until which an accepted return is paid back, the earlier of two."""
    rule = policy.refund_sla
    inspected = calendar.after_working_days(
        local_day(inspected_at), rule.working_days_after_inspection
    )
    received = local_day(received_at) + timedelta(days=rule.days_after_goods_received)
    return end_of(min(inspected, received))
