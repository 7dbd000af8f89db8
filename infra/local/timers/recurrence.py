"""When a schedule fires next: `rate(…)` and `cron(…)` as EventBridge writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from infra.local.intrinsics import TemplateError

Recurrence = Callable[[datetime], datetime]
"""Gives the first instant behind one."""

_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
_CRON = re.compile(r"cron\((\S+) (\S+) (\S+) (\S+) (\S+) \*\)")
_DAY_BY_NUMBER = re.compile(r"\d")


def recurrence_of(name: str, properties: Mapping[str, Any]) -> Recurrence:
    """Read a schedule's expression, in its time zone. Errors: TemplateError for what is not run."""
    match = _CRON.fullmatch(_expression(properties))
    if match is None:
        interval = parse_rate(name, properties)
        return lambda at: at + interval
    return _cron(name, match, ZoneInfo(properties.get("ScheduleExpressionTimezone", "UTC")))


def parse_rate(name: str, properties: Mapping[str, Any]) -> timedelta:
    """Give the interval of a `rate(…)` expression. Errors: TemplateError."""
    expression = _expression(properties)
    match = _RATE.fullmatch(expression)
    if not match:
        raise _not_run(name, expression)
    return timedelta(**{f"{match[2]}s": int(match[1])})


def _cron(name: str, match: re.Match[str], zone: ZoneInfo) -> Recurrence:
    minute, hour, day, month, weekday = match.groups()
    # EventBridge counts the days of a week from 1, everybody else from 0: by name they are equal.
    if _DAY_BY_NUMBER.search(weekday):
        raise _not_run(name, match[0])
    fields = [minute, hour, day.replace("?", "*"), month, weekday.replace("?", "*")]
    expression = " ".join(fields)
    _require_readable(name, match[0], expression, zone)
    return lambda at: next(CronSim(expression, at.astimezone(zone)))


def _require_readable(name: str, written: str, expression: str, zone: ZoneInfo) -> None:
    try:
        CronSim(expression, datetime.now(zone))
    except CronSimError as error:
        raise _not_run(name, written) from error


def _expression(properties: Mapping[str, Any]) -> str:
    return str(properties.get("ScheduleExpression", properties.get("Schedule", "")))


def _not_run(name: str, expression: str) -> TemplateError:
    return TemplateError(
        f"schedule {name}: {expression!r} is not run here; use rate(n minutes), or "
        "cron(minute hour day month weekday *) with weekdays by name"
    )
