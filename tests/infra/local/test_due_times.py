from datetime import UTC, datetime, timedelta

import pytest

from infra.local.change_log import Change, ChangeLog
from infra.local.due_times import DueTimes

NOW = datetime(2025, 3, 1, tzinfo=UTC)
KEY = {"PK": {"S": "ORDER#1"}, "SK": {"S": "ORDER"}}


@pytest.fixture
def log():
    log = ChangeLog()
    yield log
    log.close()


def waiting(due="2025-03-01T00:00:00Z"):
    return {**KEY, "gpk": {"S": "DUE#7"}, "gsk": {"S": f"{due}#ORDER#1"}}


def written(log, old, new):
    log.append([Change(table="t", key=KEY, old=old, new=new, at=NOW)])


def test_what_waits_is_due_from_its_very_second_on(log):
    due = DueTimes(log)
    written(log, None, waiting())
    assert due.any_until(NOW)
    assert not due.any_until(NOW - timedelta(seconds=1))


def test_what_was_there_before_counts(log):
    written(log, None, waiting())
    assert DueTimes(log).any_until(NOW)


@pytest.mark.parametrize("now_it_is", [None, KEY, waiting("2025-03-01T00:00:01Z")])
def test_what_waits_no_more_or_for_longer_is_not_due(log, now_it_is):
    due = DueTimes(log)
    written(log, None, waiting())
    assert due.any_until(NOW)
    written(log, waiting(), now_it_is)
    assert not due.any_until(NOW)


def test_other_entries_of_the_index_are_nobodys_deadline(log):
    due = DueTimes(log)
    written(log, None, {**KEY, "gpk": {"S": "PAYEES#3"}, "gsk": {"S": "A"}})
    assert not due.any_until(NOW)
