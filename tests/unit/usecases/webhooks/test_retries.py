"""A delivery is tried at once, then on a schedule; what nobody takes is a dead letter."""

from collections.abc import Iterable
from datetime import timedelta

import pytest

from infra.memory.store import MemoryStore
from shared.adapters.webhooks.secrets import DerivedSecrets
from shared.domain.errors import Busy
from shared.domain.records import Record
from shared.domain.webhooks.deliveries import PAUSES, Answered, Delivery
from shared.usecases.events.hand_out import hand_out, hand_out_again
from shared.usecases.webhooks.judge import health_of
from shared.usecases.webhooks.send import enqueue
from shared.usecases.webhooks.subscriptions import MOST
from tests.unit.usecases.webhooks.desk import DOWN, START, TAKEN, Desk

SECOND, MINUTE, HOUR, DAY = (
    timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours", "days")
)


def test_what_is_taken_is_sent_once() -> None:
    desk = Desk()
    webhook = desk.subscribed()

    desk.happens("O1", "created")
    desk.wait(days=3)

    assert desk.tried() == [timedelta(0)]
    (delivery,) = desk.deliveries(webhook)
    assert (delivery.state, delivery.tries, delivery.status) == ("delivered", 1, 204)


def test_an_endpoint_that_is_down_for_two_hours_is_told_on_the_schedule() -> None:
    desk = Desk(answers=lambda url, at: DOWN if at < START + 2 * HOUR else TAKEN)
    webhook = desk.subscribed()

    desk.happens("O1", "created")
    desk.wait(days=3)

    # The queue keeps short pauses to the second; longer ones end when the sweeper comes by next.
    first, second, third, *later = desk.tried()
    assert [first, second, third] == [0 * SECOND, 5 * SECOND, 5 * MINUTE + 5 * SECOND]
    assert later == [36 * MINUTE, 2 * HOUR + 37 * MINUTE]
    assert [each.state for each in desk.deliveries(webhook)] == ["delivered"]
    assert {name for _, _, name in desk.posted} == {"order/O1.1"}


def test_each_pause_is_to_the_second_and_behind_the_last_it_is_dead() -> None:
    desk = Desk(answers=lambda url, at: Answered(503, "status"))
    webhook = desk.subscribed()
    desk.happens("O1", "created")

    for pause in PAUSES:
        (delivery,) = desk.deliveries(webhook)
        assert (delivery.state, delivery.due_at) == ("pending", desk.now + pause)
        desk.queue.clear()
        desk.clock.set(delivery.due_at - SECOND)
        enqueue(desk.ports, delivery.key)
        assert desk.queue == []
        desk.clock.set(delivery.due_at)
        enqueue(desk.ports, delivery.key)
        desk.work()

    (delivery,) = desk.deliveries(webhook)
    assert (delivery.state, delivery.tries, delivery.status) == ("dead", 9, 503)
    desk.wait(days=30)
    assert len(desk.posted) == 9


def test_the_stream_may_say_it_five_times() -> None:
    desk = Desk()
    desk.subscribed()
    head = desk.happens("O1", "created", "paid")

    for _ in range(4):
        hand_out(desk.ports, [head])
        desk.work()

    assert [name for _, _, name in desk.posted] == ["order/O1.1", "order/O1.2"]


def test_what_is_for_many_endpoints_is_stored_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    webhooks = [desk.subscribed(f"n{number}") for number in range(MOST)]
    head, written, commit = desk.stored("O1", "created", "paid", "shipped"), [], MemoryStore.commit

    def noted(store: MemoryStore, records: Iterable[Record]) -> None:
        commit(store, records := list(records))
        written.append([each for each in records if isinstance(each, Delivery)])

    monkeypatch.setattr(MemoryStore, "commit", noted)
    hand_out(desk.ports, [head])

    assert [len(each) for each in written if each] == [50, 10]
    assert {len(desk.deliveries(webhook)) for webhook in webhooks} == {3}
    assert len(desk.queue) == 60


def test_what_is_cut_off_behind_the_deliveries_is_found_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk()
    webhook = desk.subscribed()
    head = desk.stored("O1", "created")
    with monkeypatch.context() as cut:
        cut.setattr("shared.usecases.events.hand_out._mark", _fails)
        with pytest.raises(Busy):
            hand_out(desk.ports, [head])

    hand_out_again(desk.ports, ["order/O1"])
    desk.work()

    assert len(desk.deliveries(webhook)) == 1
    assert [name for _, _, name in desk.posted] == ["order/O1.1"]


def test_a_job_that_the_queue_lost_is_due_again() -> None:
    desk = Desk()
    desk.subscribed()
    hand_out(desk.ports, [desk.stored("O1", "created")])
    desk.queue.clear()

    desk.wait(minutes=10)

    assert desk.tried() == [6 * MINUTE]


def test_a_job_that_comes_twice_is_done_once() -> None:
    desk = Desk()
    desk.subscribed()
    hand_out(desk.ports, [desk.stored("O1", "created")])
    desk.queue *= 3

    desk.work()

    assert len(desk.posted) == 1


def test_a_sender_that_ends_behind_the_answer_sends_again_under_the_same_id(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk()
    webhook = desk.subscribed()
    hand_out(desk.ports, [desk.stored("O1", "created")])
    (_, job), *_ = desk.queue
    with monkeypatch.context() as cut:
        cut.setattr(MemoryStore, "commit", _fails)
        with pytest.raises(Busy):
            desk.do(job)

    desk.do(job)

    assert [name for _, _, name in desk.posted] == ["order/O1.1", "order/O1.1"]
    assert desk.bodies[0] == desk.bodies[1]
    assert [(each.state, each.tries) for each in desk.deliveries(webhook)] == [("delivered", 1)]


def test_a_message_that_cannot_be_made_counts_as_a_try_and_not_against_the_endpoint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk()
    webhook = desk.subscribed()
    with monkeypatch.context() as broken:
        broken.setattr(DerivedSecrets, "secret", _fails)
        desk.happens("O1", "created")
        (delivery,) = desk.deliveries(webhook)
        assert (delivery.state, delivery.tries, delivery.fault) == ("pending", 1, "not_made")
        desk.wait(days=4)

    (delivery,) = desk.deliveries(webhook)
    assert (delivery.state, delivery.tries) == ("dead", 9)
    assert [type(error) for error in desk.unmade] == [Busy] * 9
    assert health_of(desk.ports, webhook.id).failures == 0


def test_what_no_try_is_noted_of_is_dead_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    webhook = desk.subscribed()
    hand_out(desk.ports, [desk.stored("O1", "created")])
    monkeypatch.setattr(Desk, "work", lambda desk: desk.queue.clear())

    desk.wait(days=4)

    assert [(each.state, each.tries) for each in desk.deliveries(webhook)] == [("dead", 0)]
    assert desk.dead_letters == 1


def _fails(*_: object) -> None:
    raise Busy
