"""A replay sends what an endpoint missed, one after the other in the order of the events."""

from datetime import timedelta

import pytest

from shared.domain.webhooks import replays
from shared.domain.webhooks.replays import Replay
from shared.domain.webhooks.webhooks import Webhook
from shared.usecases.webhooks import replay
from shared.usecases.webhooks.replay import start_replay
from shared.usecases.webhooks.subscriptions import pause, resume
from tests.refusals import told
from tests.unit.usecases.webhooks.desk import DOWN, START, TAKEN, Desk


def replayed(desk: Desk, webhook: Webhook, *, every: bool = False, key: str = "replay") -> None:
    start_replay(desk.ports, desk.command(key), webhook.id, START, every=every)
    desk.work()


def replay_of(desk: Desk, webhook: Webhook) -> Replay:
    found = desk.store.get(Replay, webhook.id)
    assert found is not None
    return found


def ids(desk: Desk) -> list[str]:
    return [name for _, _, name in desk.posted]


def dead(desk: Desk) -> Webhook:
    """An endpoint that was down for ever: twelve moments of an order, two of another, all dead."""
    desk.answers = lambda url, at: DOWN
    webhook = desk.subscribed("one", "order.*")
    for _ in range(12):
        desk.happens("O1", "shipped")
        desk.wait(seconds=1)
    desk.happens("O2", "created", "paid")
    desk.wait(days=4)
    assert {each.state for each in desk.deliveries(webhook)} == {"dead"}
    desk.posted.clear()
    desk.answers = lambda url, at: TAKEN
    return webhook


def test_dead_letters_are_delivered_in_order_of_their_sequence() -> None:
    desk = Desk()
    webhook = dead(desk)

    replayed(desk, webhook)

    assert ids(desk) == [f"order/O1.{number}" for number in range(1, 13)] + [
        "order/O2.1",
        "order/O2.2",
    ]
    assert {each.state for each in desk.deliveries(webhook)} == {"delivered"}
    assert (replay_of(desk, webhook).state, replay_of(desk, webhook).sent) == ("done", 14)


def test_the_next_is_sent_only_once_the_one_before_was_taken() -> None:
    desk = Desk()
    webhook = dead(desk)
    back = desk.now + timedelta(minutes=4)
    desk.answers = lambda url, at: TAKEN if at >= back or len(desk.posted) < 4 else DOWN

    replayed(desk, webhook)
    desk.wait(minutes=2)
    assert ids(desk) == ["order/O1.1", "order/O1.2", "order/O1.3", "order/O1.4", "order/O1.4"]
    desk.wait(hours=1)

    assert ids(desk)[5:] == [f"order/O1.{number}" for number in range(4, 13)] + [
        "order/O2.1",
        "order/O2.2",
    ]


def test_it_stops_when_the_endpoint_stays_down_and_can_be_begun_again() -> None:
    desk = Desk()
    webhook = dead(desk)
    desk.answers = lambda url, at: DOWN

    replayed(desk, webhook)
    with told("A replay of this endpoint is under way"):
        replayed(desk, webhook, key="another")
    desk.wait(days=4)

    assert replay_of(desk, webhook).state == "stopped"
    desk.answers = lambda url, at: TAKEN
    desk.posted.clear()
    resume(desk.ports, desk.command("resume"), webhook.id)
    replayed(desk, webhook, key="once more")
    assert len(ids(desk)) == 14


def test_what_was_delivered_comes_again_only_where_every_event_is_asked_for() -> None:
    desk = Desk()
    webhook = desk.subscribed()
    desk.happens("O1", "created")

    replayed(desk, webhook)
    assert ids(desk) == ["order/O1.1"]
    replayed(desk, webhook, every=True, key="every")

    assert ids(desk) == ["order/O1.1", "order/O1.1"]
    assert desk.bodies[0] == desk.bodies[1]


def test_what_was_delivered_is_passed_over_in_pages() -> None:
    desk = Desk()
    webhook = desk.subscribed("one", "order.*")
    for number in range(30):
        desk.happens(f"O{number}", "created")
        desk.wait(seconds=1)
    desk.answers = lambda url, at: DOWN
    desk.happens("O99", "created")
    desk.answers = lambda url, at: TAKEN
    desk.posted.clear()

    replayed(desk, webhook)

    assert ids(desk) == ["order/O99.1"]
    # Written when it began (as 0), behind a page, behind what was sent, and at its end.
    assert replay_of(desk, webhook).version == 3


def test_what_happened_in_a_pause_is_kept_for_it() -> None:
    desk = Desk()
    webhook = desk.subscribed()
    pause(desk.ports, desk.command("pause"), webhook.id)
    desk.happens("O1", "created")
    desk.wait(days=1)
    assert ids(desk) == []
    with told("This endpoint is paused; resume it first"):
        replayed(desk, webhook)

    resume(desk.ports, desk.command("resume"), webhook.id)
    replayed(desk, webhook, key="now")

    assert ids(desk) == ["order/O1.1"]


def test_a_replay_whose_job_was_lost_goes_on() -> None:
    desk = Desk()
    webhook = dead(desk)
    start_replay(desk.ports, desk.command("replay"), webhook.id, START, every=False)
    desk.queue.clear()

    desk.wait(minutes=10)

    assert len(ids(desk)) == 14


def test_it_goes_back_ninety_days_and_no_further() -> None:
    desk = Desk()
    webhook = desk.subscribed()
    since = desk.now - timedelta(days=90)

    start_replay(desk.ports, desk.command("just"), webhook.id, since, every=False)
    desk.work()
    with told("A replay goes back 90 days: begin at"):
        desk.clock.set(desk.now + timedelta(seconds=1))
        start_replay(desk.ports, desk.command("late"), webhook.id, since, every=False)


def test_it_begins_in_the_past() -> None:
    desk = Desk()
    webhook = desk.subscribed()
    since = desk.now + timedelta(seconds=1)
    with told("A replay begins in the past; it is"):
        start_replay(desk.ports, desk.command("later"), webhook.id, since, every=False)
    assert desk.store.get(Replay, webhook.id) is None


def test_it_is_full_after_so_many_and_another_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replays, "MOST", 5)
    desk = Desk()
    webhook = dead(desk)

    replayed(desk, webhook)
    full = replay_of(desk, webhook)
    assert (full.state, full.sent, len(ids(desk))) == ("full", 5, 5)
    for number in range(2):
        reached = replay_of(desk, webhook).reached
        assert reached is not None
        start_replay(desk.ports, desk.command(f"on {number}"), webhook.id, reached, every=False)
        desk.work()

    assert len(set(ids(desk))) == 14
    assert replay_of(desk, webhook).state == "done"


def test_it_lets_others_come_between_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "JOB", 3)
    desk = Desk()
    webhook = dead(desk)
    start_replay(desk.ports, desk.command("replay"), webhook.id, START, every=False)

    (_, job), *_ = desk.queue
    desk.queue.clear()
    desk.do(job)

    assert len(ids(desk)) == 3
    assert [queued for _, queued in desk.queue] == [job]
    desk.work()
    assert len(ids(desk)) == 14


def test_its_command_begins_it_once() -> None:
    desk = Desk()
    webhook = dead(desk)
    replayed(desk, webhook)
    replayed(desk, webhook)

    assert len(ids(desk)) == 14
