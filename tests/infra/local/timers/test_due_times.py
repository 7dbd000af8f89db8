from datetime import UTC, datetime, timedelta

import pytest

from infra.local.table.change_log import Change, ChangeLog
from infra.local.timers.due_times import DueTimes

NOW = datetime(2025, 3, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
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


def test_what_is_due_first_is_told(log):
    due = DueTimes(log)
    assert due.earliest() is None
    written(log, None, waiting())
    assert due.earliest() == NOW


def test_what_was_there_before_counts(log):
    written(log, None, waiting())
    assert DueTimes(log).earliest() == NOW


@pytest.mark.parametrize(
    ("now_it_is", "earliest"), [(None, None), (KEY, None), (waiting("2025-03-02T00:00:00Z"), LATER)]
)
def test_what_waits_no_more_or_for_longer_is_not_due(log, now_it_is, earliest):
    due = DueTimes(log)
    written(log, None, waiting())
    assert due.earliest() == NOW
    written(log, waiting(), now_it_is)
    assert due.earliest() == earliest


def test_what_is_put_off_is_due_later_until_it_is_written_again(log):
    due = DueTimes(log)
    written(log, None, waiting())
    due.put_off(NOW, LATER)
    assert due.earliest() == LATER
    written(log, waiting(), waiting())
    assert due.earliest() == NOW


def test_what_is_due_later_is_not_put_off(log):
    due = DueTimes(log)
    written(log, None, waiting())
    due.put_off(NOW - timedelta(seconds=1), LATER)
    assert due.earliest() == NOW


def test_other_entries_of_the_index_are_nobodys_deadline(log):
    due = DueTimes(log)
    written(log, None, {**KEY, "gpk": {"S": "PAYEES#3"}, "gsk": {"S": "A"}})
    assert due.earliest() is None
