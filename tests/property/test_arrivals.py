"""Whoever else writes the payees' purses meanwhile: the books hold, and nobody gets other sums."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any, NamedTuple
from unittest import mock

from hypothesis import event, given, settings
from hypothesis import strategies as st

from infra.scenarios import stage as stages
from infra.scenarios.document import Scenario
from infra.scenarios.play import let_time_pass
from infra.scenarios.stage import Stage
from shared.domain.ledger.arrivals import Arriving
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import JournalEntry, totals
from shared.domain.orders.following import followed
from shared.domain.orders.order import Order
from shared.usecases.ledger.notes import Notes
from shared.usecases.ledger.purses import Balances
from tests.disturbed import DisturbedStore
from tests.property.books import check_books
from tests.property.histories import histories
from tests.property.played import played, staged, steps
from tests.property.test_histories import scenario_with_points

SEEDS = st.integers(0, 2**32)


class _Disturbed(NamedTuple):
    """A stage, and the store below it."""

    stage: Stage
    store: DisturbedStore


def _disturbed(scenario: Scenario, seed: int) -> _Disturbed:
    others = Random(seed)
    store = DisturbedStore(lambda _: others.random() < 0.5)
    with mock.patch.object(stages, "MemoryStore", return_value=store):
        return _Disturbed(staged(scenario), store)


def _played(scenario: Scenario, seed: int) -> Iterator[_Disturbed]:
    """Stop after every step; whoever drains comes by between some of them."""
    stage, store = _disturbed(scenario, seed)
    chance = Random(seed)
    for _ in steps(stage, scenario):
        yield _Disturbed(stage, store)
        store.nobody_drains = chance.random() < 0.7


def _later(stage: Stage) -> None:
    """All is released that will be, and nothing is arriving."""
    if isinstance(stage.store, DisturbedStore):
        stage.store.nobody_drains = False
    let_time_pass(stage, stage.clock.now() + timedelta(days=60))
    assert stage.store.all(Arriving) == []


def _owned(stage: Stage) -> dict[str, dict[str, Any]]:
    chains = {"version", "journal"}
    return {each.key: each.model_dump(exclude=chains) for each in stage.store.all(Balance)}


def _shares(stage: Stage) -> dict[str, Any]:
    """What became of every share, once it followed."""
    balances, notes = Balances(stage.store), Notes(stage.store)
    return {
        order.id: [followed(order, each, balances, notes) for each in order.commissions]
        for order in stage.store.all(Order)
    }


def _moved(accounts: dict[str, int]) -> dict[str, int]:
    return {name: fen for name, fen in accounts.items() if fen}


@settings(max_examples=40)
@given(histories(), SEEDS)
def test_the_books_hold_after_every_step(history: list[dict[str, Any]], seed: int) -> None:
    scenario = scenario_with_points(history)
    for now in _played(scenario, seed):
        check_books(now.store)
        event("something is arriving" if now.store.all(Arriving) else "nothing is arriving")
    _later(now.stage)
    check_books(now.store)


@settings(max_examples=40)
@given(histories(), SEEDS)
def test_everybody_gets_what_he_gets_where_nobody_disturbs(
    history: list[dict[str, Any]], seed: int
) -> None:
    scenario = scenario_with_points(history)
    calm, [*_, (stage, _)] = played(scenario), _played(scenario, seed)
    for each in (calm, stage):
        _later(each)
    assert _owned(stage) == _owned(calm)
    assert _shares(stage) == _shares(calm)
    ours, theirs = totals(stage.store.all(JournalEntry)), totals(calm.store.all(JournalEntry))
    assert _moved(ours) == _moved(theirs)
