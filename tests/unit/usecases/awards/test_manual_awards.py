"""Awards that many persons decide at once, in memory and over DynamoDB alike."""

from datetime import datetime

import pytest

from infra.memory.channel import MemoryChannel
from infra.scenarios.stage import StoryClock
from shared.adapters.calendar_file import load_calendar
from shared.domain.awards.manual_awards import NewAward
from shared.domain.commands import Command
from shared.domain.decisions import Decision
from shared.domain.errors import Refused
from shared.domain.forms import Form
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import JournalEntry
from shared.ports import GivenPorts, Ports, Store
from shared.usecases.approvals.proposing import require_proposal
from shared.usecases.awards.manual_awards import propose_award, propose_reversal
from shared.usecases.lists import all_of
from shared.usecases.network.people import change_standing, enrol
from tests.at_once import at_once
from tests.deciding import approve, reject

NOW = datetime.fromisoformat("2025-03-03T02:00:00+00:00")
THREADS = 8
OLGA = Decision(by="olga", reason="shop window of the year")


@pytest.fixture
def ports(store: Store) -> Ports:
    ports = GivenPorts(store, StoryClock(NOW), load_calendar(), MemoryChannel())
    enrol(ports, _command("enrol"), "A")
    return ports


def _command(key: str) -> Command:
    return Command.of("test", "route", key, b"")


def _proposed(ports: Ports, form: Form = "cash") -> str:
    award = NewAward(amount_fen=30_00, form=form)
    return propose_award(ports, _command("propose"), "A", award, OLGA).id


def _decide(ports: Ports, proposal: str, what: str, number: int, by: str = "fiona") -> str:
    decision = Decision(by=f"{by}{number}", reason="seen")
    decide = approve if what == "approved" else reject
    try:
        decide(ports, _command(f"{what} {proposal} {number}"), proposal, decision)
    except Refused as refused:
        return refused.code
    return "done"


def _balance(store: Store, purse: str = "A") -> Balance:
    balance = store.get(Balance, purse)
    assert balance is not None
    return balance


def test_of_many_approvals_at_once_one_pays(ports: Ports, store: Store) -> None:
    award = _proposed(ports)

    answers = at_once(lambda number: _decide(ports, award, "approved", number), THREADS)

    assert sorted(answers) == ["done"] + ["illegal_transition"] * (THREADS - 1)
    assert _balance(store).available == 30_00
    assert [entry.cause for entry in all_of(store, JournalEntry, f"DECISION#{award}")] == [
        "manual_award"
    ]


def test_approved_and_rejected_at_once_it_is_one_of_both(ports: Ports, store: Store) -> None:
    award = _proposed(ports)

    def decide(number: int) -> str:
        return _decide(ports, award, "approved" if number % 2 else "rejected", number)

    answers = at_once(decide, THREADS)

    assert answers.count("done") == 1
    state = require_proposal(ports, award).state
    assert _balance(store).available == (30_00 if state == "approved" else 0)


def test_of_many_reversals_at_once_one_takes_it_back(ports: Ports, store: Store) -> None:
    award = _proposed(ports)
    _decide(ports, award, "approved", 0)
    reversals = [
        propose_reversal(ports, _command(f"reverse {number}"), "A", award, OLGA).id
        for number in range(2)
    ]

    answers = at_once(
        lambda number: _decide(ports, reversals[number % 2], "approved", number), THREADS
    )

    assert answers.count("done") == 1
    assert (_balance(store).available, _balance(store).debt) == (0, 0)
    causes = [entry.cause for entry in all_of(store, JournalEntry, f"DECISION#{award}")]
    assert causes == ["manual_award", "award_reversed"]


def test_the_same_command_again_changes_nothing(ports: Ports, store: Store) -> None:
    award = _proposed(ports)

    assert [_decide(ports, award, "approved", 0) for _ in range(2)] == ["done", "done"]
    assert _proposed(ports) == award
    assert _balance(store).available == 30_00


def test_a_first_award_in_points_to_one_who_is_suspended_is_held(
    ports: Ports, store: Store
) -> None:
    award = _proposed(ports, "points")
    change_standing(ports, _command("suspend"), "A", "suspended", OLGA)

    _decide(ports, award, "approved", 0)

    points = _balance(store, "A/points")
    assert (points.standing, points.held, points.available) == ("suspended", 30_00, 0)
    assert _balance(store).held == 0
