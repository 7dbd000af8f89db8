"""Orders released together, while purses are busy: the books hold, and nobody gets other sums."""

from datetime import datetime, timedelta
from random import Random
from typing import Any
from unittest import mock

from hypothesis import event, given, settings

from infra.scenarios.stage import Stage
from shared.domain.ledger.arrivals import Arriving
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import JournalEntry, purse, totals
from shared.usecases.clockwork.sweep import sweep
from shared.usecases.ledger.notes import announce
from shared.usecases.orders import advance_together
from tests.property import played
from tests.property.books import check_books
from tests.property.histories import histories
from tests.property.played import staged, steps
from tests.property.test_arrivals import SEEDS
from tests.property.test_histories import scenario_with_points


def _swept(stage: Stage, until: datetime) -> None:
    """Let the sweeper find all at once that is due by an instant, as in batched mode."""
    stage.clock.set(until)
    while list(stage.store.due(until)):
        done = sweep(stage.ports, until, lambda: True, None, "batched")
        assert not done.failed
    stage.listen()


def _let_be_busy(stage: Stage, chance: Random) -> None:
    """Let some purses count as busy: for a minute, or until long after the next event."""
    for payee in "ABC":
        if chance.random() < 0.5:
            announce(stage.ports, payee)
            met = stage.clock.now() + timedelta(days=chance.choice([0, 9]))
            stage.ports.busy.met(purse(payee, "cash"), met)
            stage.ports.busy.met(purse(payee, "points"), met)


def _outcome(stage: Stage) -> tuple[dict[str, Any], dict[str, int]]:
    """Give what everybody owns, and every account that is not empty, once all is released."""
    _swept(stage, stage.clock.now() + timedelta(days=60))
    assert stage.store.all(Arriving) == []
    check_books(stage.store)
    chains = {"version", "journal"}
    owned = {each.key: each.model_dump(exclude=chains) for each in stage.store.all(Balance)}
    accounts = totals(stage.store.all(JournalEntry))
    return owned, {name: fen for name, fen in accounts.items() if fen}


@settings(max_examples=25)
@given(histories(), SEEDS)
def test_a_batch_gives_as_much_where_purses_are_busy(
    history: list[dict[str, Any]], seed: int
) -> None:
    scenario, chance = scenario_with_points(history), Random(seed)
    with (
        mock.patch.object(played, "let_time_pass", _swept),
        mock.patch.object(advance_together, "PATIENCE", 0),
    ):
        calm, stage = played.played(scenario), staged(scenario)
        for _ in steps(stage, scenario):
            check_books(stage.store)
            event("something is arriving" if stage.store.all(Arriving) else "nothing is arriving")
            _let_be_busy(stage, chance)
    assert _outcome(stage) == _outcome(calm)
