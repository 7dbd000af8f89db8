from typing import get_args

import pytest

from shared.domain.awards.manual_awards import (
    MOVES,
    AwardState,
    ManualAward,
    NewAward,
    StepKind,
    entry_of,
    go_on,
    pay,
    propose,
    take_back,
)
from shared.domain.decisions import Decision
from shared.domain.errors import Refused
from shared.domain.ledger.balances import Balance, close_hold
from shared.domain.ledger.journal import digest_of
from tests.refusals import said
from tests.unit.domain.orders.orders import NOW, later

OLGA, FIONA = (Decision(by=name, reason="as agreed") for name in ("olga", "fiona"))
PATHS: dict[AwardState, tuple[StepKind, ...]] = {
    "proposed": (),
    "approved": ("approved",),
    "rejected": ("rejected",),
    "reversal_proposed": ("approved", "reversal_proposed"),
    "reversed": ("approved", "reversal_proposed", "reversed"),
}
LEGAL: set[tuple[AwardState, StepKind]] = {
    ("proposed", "approved"),
    ("proposed", "rejected"),
    ("approved", "reversal_proposed"),
    ("reversal_proposed", "reversed"),
    ("reversal_proposed", "reversal_rejected"),
}
NEW = NewAward(amount_fen=30_00)


def _award(state: AwardState = "proposed", **fields: object) -> ManualAward:
    award = propose("A", "AWARD", NEW, OLGA, NOW)
    for step in PATHS[state]:
        award = go_on(award, step, OLGA if step == "reversal_proposed" else FIONA, NOW)
    assert award.state == state
    return award.model_copy(update=fields)


@pytest.mark.parametrize("state", get_args(AwardState))
@pytest.mark.parametrize("step", get_args(StepKind))
def test_only_the_next_steps_are_possible(state: AwardState, step: StepKind) -> None:
    award = _award(state)

    if (state, step) in LEGAL:
        assert go_on(award, step, FIONA, NOW).steps[-1].what == step
        return
    with pytest.raises(Refused) as refused:
        go_on(award, step, FIONA, NOW)
    assert refused.value.code == "illegal_transition"


@pytest.mark.parametrize(
    ("state", "step"), [("proposed", "approved"), ("reversal_proposed", "reversed")]
)
def test_money_moves_by_two_persons_only(state: AwardState, step: StepKind) -> None:
    with pytest.raises(Refused) as refused:
        go_on(_award(state), step, OLGA, NOW)

    assert refused.value.code == "same_person"


@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("proposed", "rejected"),
        ("approved", "reversal_proposed"),
        ("reversal_proposed", "reversal_rejected"),
    ],
)
def test_what_moves_no_money_takes_one(state: AwardState, step: StepKind) -> None:
    assert go_on(_award(state), step, OLGA, NOW).steps[-1].decision == OLGA


def test_a_reversal_that_was_rejected_leaves_the_award_and_may_be_proposed_again() -> None:
    left = go_on(_award("reversal_proposed"), "reversal_rejected", FIONA, NOW)

    assert (left.state, left.waits_since) == ("approved", None)
    assert go_on(left, "reversal_proposed", OLGA, NOW).state == "reversal_proposed"


def test_it_waits_since_the_last_proposal() -> None:
    award = propose("A", "AWARD", NEW, OLGA, NOW)
    assert award.waits_since == NOW

    paid = go_on(award, "approved", FIONA, later(days=1))
    assert paid.waits_since is None
    assert go_on(paid, "reversal_proposed", OLGA, later(days=2)).waits_since == later(days=2)


def test_the_log_is_complete_and_in_its_order() -> None:
    steps = _award("reversed").steps

    assert [step.what for step in steps] == ["proposed", *PATHS["reversed"]]
    assert [step.decision.by for step in steps] == ["olga", "fiona", "olga", "fiona"]


def test_an_award_repays_debt_first() -> None:
    award, (balance, postings) = pay(_award("approved"), Balance(payee="A", debt=4_00))

    assert (balance.available, balance.debt, award.hold) == (26_00, 0, 0)
    assert [(p.to_account, p.amount_fen) for p in postings] == [
        ("A:available", 30_00),
        ("A:debt", 4_00),
    ]
    assert {posting.line for posting in postings} == {None}


@pytest.mark.parametrize("standing", ["suspended", "removed"])
def test_one_who_is_not_active_gets_it_held(standing: str) -> None:
    held = Balance.model_validate({"payee": "A", "standing": standing, "hold": 3, "held": 1_00})

    award, (balance, _) = pay(_award("approved"), held)

    assert (award.hold, balance.held, balance.available) == (3, 31_00, 0)


def test_it_is_taken_back_from_available_and_the_rest_is_debt() -> None:
    rich = Balance(payee="A", available=12_00, reserved=20_00)

    _, (balance, postings) = take_back(_award("reversed"), rich)

    assert (balance.available, balance.reserved, balance.debt) == (0, 20_00, 18_00)
    assert {posting.to_account for posting in postings} == {"brand:commission"}


def test_it_is_taken_back_from_the_hold_it_lies_under() -> None:
    held = Balance(payee="A", standing="suspended", held=31_00, available=5_00)

    _, (balance, postings) = take_back(_award("reversed", hold=1), held)

    assert (balance.held, balance.available, balance.debt) == (1_00, 5_00, 0)
    assert [posting.from_account for posting in postings] == ["A:held"]


def test_what_was_held_and_then_released_is_taken_back_from_available() -> None:
    held = Balance(payee="A", standing="suspended", held=30_00)
    released, _ = close_hold(held, "released")

    _, (balance, _) = take_back(_award("reversed", hold=1), released)

    assert (balance.held, balance.available, balance.debt) == (0, 0, 0)


def test_what_was_forfeited_cannot_be_taken_back() -> None:
    forfeited, _ = close_hold(Balance(payee="A", held=30_00), "forfeited")

    with pytest.raises(Refused) as refused:
        take_back(_award("reversed", hold=1), forfeited)

    assert refused.value.code == "illegal_transition"


def test_what_takes_it_back_is_the_next_entry_of_its_own_journal() -> None:
    award, entries = _award("approved"), []
    moves: list[tuple[StepKind, Balance]] = [
        ("approved", Balance(payee="A")),
        ("reversed", Balance(payee="A", available=30_00)),
    ]
    for step, balance in moves:
        cause, move = MOVES[step]
        award, (_, postings) = move(award, balance)
        award, entry = entry_of(award, cause, postings, "COMMAND", NOW)
        entries.append(entry)

    assert [entry.cause for entry in entries] == ["manual_award", "award_reversed"]
    assert {entry.subject for entry in entries} == {"DECISION#AWARD"}
    assert entries[1].previous == entries[0].digest == digest_of(entries[0])
    assert (award.journal.sequence, award.journal.digest) == (2, entries[1].digest)


def test_a_payee_approves_no_award_of_his_own() -> None:
    award = propose("fiona", "AWARD1", NEW, OLGA, NOW)

    with pytest.raises(Refused) as refused:
        go_on(award, "approved", FIONA, NOW)

    assert refused.value.code == "same_person"


def test_a_step_that_does_not_come_next_is_refused_with_where_the_award_stands() -> None:
    with pytest.raises(Refused) as refused:
        go_on(_award("rejected"), "approved", FIONA, NOW)

    assert said(refused.value).startswith("The award is rejected; it cannot be approved now.")


def test_what_was_forfeited_is_said_to_be_gone() -> None:
    forfeited, _ = close_hold(Balance(payee="A", held=30_00), "forfeited")

    with pytest.raises(Refused) as refused:
        take_back(_award("reversed", hold=1), forfeited)

    assert said(refused.value) == "The award was forfeited; nothing of it is left to take back."
