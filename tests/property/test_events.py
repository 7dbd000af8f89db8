"""Whatever happens: every reader is told in full, and no storefront who is paid what."""

from typing import Any

from hypothesis import given, settings

from infra.scenarios.happen import STOREFRONT
from infra.scenarios.stage import Stage
from shared.domain.events.events import Event
from shared.domain.events.readers import BACK_OFFICE, Reader
from shared.domain.ledger.journal import JournalEntry, owner_of
from shared.domain.moments import HeadRecord
from shared.domain.orders.order import Order
from shared.domain.ownership import ALL
from shared.edge.events.event_view import EventView
from shared.usecases.events.hand_out import hand_out
from shared.usecases.events.heads import Head
from shared.usecases.events.read_events import read_events
from shared.usecases.orders.statements import order_life
from tests.property.histories import PEOPLE, histories
from tests.property.played import scenario_of, staged, steps


def told_of(history: list[dict[str, Any]]) -> Stage:
    """Play a history; after each step, what changed is handed out."""
    scenario = scenario_of(history, policy={"payout": {"max_part": "5.00"}})
    stage = staged(scenario)
    for _ in steps(stage, scenario):
        hand_out(stage.ports, [Head(type(each), each.key) for each in stage.store.all(HeadRecord)])
    return stage


def read(stage: Stage, reader: Reader) -> list[Event]:
    events: list[Event] = []
    answer = read_events(stage.ports, reader)
    while answer.events:
        events += answer.events
        answer = read_events(stage.ports, reader, answer.next)
    return events


@settings(max_examples=40)
@given(histories())
def test_the_back_office_reads_every_moment_once(history: list[dict[str, Any]]) -> None:
    stage = told_of(history)

    moments = {
        f"{record.about}.{number}": moment.code
        for record in stage.store.all(HeadRecord)
        for number, moment in enumerate(record.moments, start=1)
    }
    events = read(stage, BACK_OFFICE)
    assert {event.id: event.code for event in events} == moments
    assert all(EventView.of(event).message_zh.endswith("。") for event in events)
    assert len(events) == len(moments)


@settings(max_examples=40)
@given(histories())
def test_feed_and_timeline_tell_the_same_and_never_who_is_paid_what(
    history: list[dict[str, Any]],
) -> None:
    stage = told_of(history)
    shop = Reader("storefront", STOREFRONT)

    events = read(stage, shop)

    lives = [
        event
        for order in stage.store.all(Order)
        for event in order_life(stage.ports, order.id, ALL, shop).events
    ]
    assert sorted(events, key=lambda each: each.id) == sorted(lives, key=lambda each: each.id)
    for event in events:
        named = {event.by, *event.facts.values()}
        assert named.isdisjoint(PEOPLE)
        if event.code.startswith("commission_"):
            assert event.amount_fen is None
            assert not any(map(str.isdigit, EventView.of(event).message))


@settings(max_examples=40)
@given(histories())
def test_a_payee_reads_all_that_orders_moved_for_him(history: list[dict[str, Any]]) -> None:
    stage = told_of(history)
    for person in PEOPLE:
        events = read(stage, Reader("payee", person))
        told = sum(
            event.amount_fen or 0 for event in events if event.code.startswith("commission_")
        )
        assert told == sum(
            posting.amount_fen
            for entry in stage.store.all(JournalEntry)
            if entry.subject.startswith("ORDER#")
            for posting in entry.postings
            if person in (owner_of(posting.from_account), owner_of(posting.to_account))
        )
        assert all(EventView.of(event).message.endswith(".") for event in events)
        subjects = {event.subject for event in events if not event.subject.startswith("order/")}
        assert all(subject.startswith(("payout/", "distributor/")) for subject in subjects)
        assert f"distributor/{person}" in subjects
        assert not {f"distributor/{other}" for other in PEOPLE if other != person} & subjects
