"""An endpoint that takes nothing holds nobody else up, and is given up after days."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from infra.memory.store import MemoryStore
from shared.domain.events.readers import BACK_OFFICE
from shared.domain.records import Record
from shared.domain.webhooks.deliveries import Answered
from shared.domain.webhooks.webhooks import Webhook
from shared.usecases.events.hand_out import hand_out_again
from shared.usecases.events.read_events import read_events
from shared.usecases.webhooks.judge import health_of, judge
from shared.usecases.webhooks.send import enqueue
from shared.usecases.webhooks.subscriptions import resume
from tests.unit.usecases.webhooks.desk import DOWN, START, TAKEN, Desk

BAD = "https://bad.example/hooks"


def down(url: str, _: datetime) -> Answered:
    return DOWN if url == BAD else TAKEN


def now_of(desk: Desk, webhook: Webhook) -> Webhook:
    found = desk.store.get(Webhook, webhook.id)
    assert found is not None
    return found


def test_after_some_failures_it_is_left_in_peace_and_others_are_told() -> None:
    desk = Desk(answers=down)
    bad, good = desk.subscribed("bad"), desk.subscribed("good")

    for number in range(30):
        desk.happens(f"O{number}", "created")

    tried = [url for _, url, _ in desk.posted]
    assert tried.count(BAD) == 5
    assert tried.count(good.url) == 30
    assert {each.tries for each in desk.deliveries(bad)} == {0, 1}


def test_what_falls_due_while_it_is_left_in_peace_is_put_off_without_a_sender() -> None:
    desk = Desk(answers=down)
    bad = desk.subscribed("bad")
    for number in range(7):
        desk.happens(f"O{number}", "created")
    probe, other = (each for each in desk.deliveries(bad) if each.tries == 0)
    desk.clock.set(max(probe.due_at, other.due_at))

    enqueue(desk.ports, probe.key)
    desk.work()
    queued = len(desk.queue)
    later = enqueue(desk.ports, other.key)

    assert (later.state, later.tries) == ("pending", 0)
    assert later.due_at == health_of(desk.ports, bad.id).quiet_until
    assert len(desk.queue) == queued


def test_one_that_stays_down_is_asked_ever_more_rarely() -> None:
    desk = Desk(answers=down)
    desk.subscribed("bad")
    desk.wait(hours=1)
    for number in range(30):
        desk.happens(f"O{number}", "created")

    desk.wait(days=2)

    at = sorted({at for at, _, _ in desk.posted})
    gaps = [after - before for before, after in pairwise(at)]
    assert max(gaps) <= timedelta(minutes=129)
    assert all(gap >= timedelta(hours=2) for gap in gaps[8:])


def test_what_was_put_off_is_delivered_when_it_is_well_again() -> None:
    desk = Desk(answers=lambda url, at: DOWN if at < START + timedelta(minutes=3) else TAKEN)
    webhook = desk.subscribed("bad")
    for number in range(30):
        desk.happens(f"O{number}", "created")

    desk.wait(hours=2)

    assert {each.state for each in desk.deliveries(webhook)} == {"delivered"}
    assert len({name for _, _, name in desk.posted}) == 30


def test_it_is_disabled_after_five_days_and_the_back_office_is_told() -> None:
    desk = Desk(answers=down)
    bad, good = desk.subscribed("bad"), desk.subscribed("good")
    for number in range(5):
        desk.happens(f"O{number}", "created")
        assert now_of(desk, bad).status == "active"
        desk.wait(days=1)

    desk.happens("O9", "created")
    desk.wait(hours=2)

    assert now_of(desk, bad).status == "disabled"
    assert now_of(desk, good).status == "active"
    hand_out_again(desk.ports, [bad.about])
    desk.work()
    told = {event.code: event for event in read_events(desk.ports, BACK_OFFICE).events}
    assert told["webhook_disabled"].facts == {"why": "failing"}
    assert desk.told()["type"] == "webhook.disabled"
    assert desk.posted[-1][1] == good.url


def test_what_happens_to_a_disabled_one_is_kept() -> None:
    desk = Desk(answers=lambda url, at: Answered(410, "status"))
    webhook = desk.subscribed("bad")

    desk.happens("O1", "created")
    desk.happens("O2", "created")
    desk.wait(days=1)

    assert now_of(desk, webhook).status == "disabled"
    assert len(desk.posted) == 1
    assert {each.state for each in desk.deliveries(webhook)} == {"held"}
    desk.answers = lambda url, at: TAKEN
    resume(desk.ports, desk.command("resume"), webhook.id)
    desk.happens("O3", "created")
    assert desk.posted[-1][2] == "order/O3.1"


def test_one_that_answers_slowly_is_left_in_peace_but_never_given_up() -> None:
    desk = Desk(answers=lambda url, at: Answered(200, None, slow=True))
    webhook = desk.subscribed("bad")
    for number in range(30):
        desk.happens(f"O{number}", "created")
    assert len(desk.posted) == 5

    desk.wait(days=6)
    desk.happens("O99", "created")

    assert now_of(desk, webhook).status == "active"
    assert health_of(desk.ports, webhook.id).failing_since is None
    desk.answers = lambda url, at: TAKEN
    desk.wait(hours=1)
    desk.happens("O100", "created")
    assert health_of(desk.ports, webhook.id).failures == 0


def test_it_is_resumed_while_a_try_fails_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(answers=lambda url, at: Answered(410, "status"))
    webhook = desk.subscribed("bad")
    desk.happens("O1", "created")
    commit, beside = MemoryStore.commit, iter([None])

    def raced(store: MemoryStore, records: Iterable[Record]) -> None:
        for _ in beside:
            judge(desk.ports, webhook.id, DOWN)
        commit(store, records)

    monkeypatch.setattr(MemoryStore, "commit", raced)
    resume(desk.ports, desk.command("resume"), webhook.id)

    assert now_of(desk, webhook).status == "active"
    assert health_of(desk.ports, webhook.id).failures == 0


def test_what_waits_for_an_endpoint_that_stays_down_is_dead_when_its_time_is_over() -> None:
    desk = Desk(answers=down)
    bad = desk.subscribed("bad")
    for number in range(30):
        desk.happens(f"O{number}", "created")

    desk.wait(days=4, hours=20)

    assert {each.state for each in desk.deliveries(bad)} == {"dead"}
    assert desk.dead_letters == 30
    assert now_of(desk, bad).status == "active"
