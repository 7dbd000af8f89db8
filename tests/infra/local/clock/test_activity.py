import threading

import pytest

from infra.local.clock.activity import Activity, NotQuiet


def test_quiet_when_nothing_was_begun():
    Activity().wait_quiet(timeout=0)


def test_busy_until_every_piece_has_ended():
    activity = Activity()
    activity.begin("order")
    with activity.busy("payout"), pytest.raises(NotQuiet, match="1 of order, 1 of payout"):
        activity.wait_quiet(timeout=0)
    with pytest.raises(NotQuiet, match="1 of order"):
        activity.wait_quiet(timeout=0)
    activity.end("order")
    activity.wait_quiet(timeout=0)


def test_much_work_is_waited_for_as_long_as_some_of_it_ends(monkeypatch):
    activity = Activity()
    for _ in range(5):
        activity.begin("order")
    looked = activity.is_quiet_within

    def one_ends_meanwhile(seconds: float) -> bool:
        activity.end("order")
        return looked(seconds)

    monkeypatch.setattr(activity, "is_quiet_within", one_ends_meanwhile)
    activity.wait_quiet(timeout=0)
    assert activity.count == 0


def test_work_that_fails_ends():
    activity = Activity()
    with pytest.raises(KeyError), activity.busy():
        raise KeyError
    assert activity.count == 0


def test_ending_what_was_not_begun_is_refused():
    activity = Activity()
    activity.begin("order")
    with pytest.raises(ValueError, match="payout"):
        activity.end("payout")


def test_the_waiter_is_woken_by_the_last_end():
    activity, quiet = Activity(), threading.Event()
    activity.begin()

    def wait():
        activity.wait_quiet()
        quiet.set()

    waiter = threading.Thread(target=wait)
    waiter.start()
    assert not quiet.is_set()
    activity.end()
    waiter.join(30)
    assert quiet.is_set()
