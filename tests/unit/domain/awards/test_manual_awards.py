import pytest

from shared.domain.approvals.proposals import Proposal, Verdict, propose
from shared.domain.awards.manual_awards import (
    MOVES,
    AwardState,
    ManualAward,
    NewAward,
    StepKind,
    entry_of,
    grant,
    pay,
    reverse,
    take_back,
)
from shared.domain.errors import Refused
from shared.domain.ledger.balances import Balance, close_hold
from shared.domain.ledger.journal import digest_of
from tests.unit.domain.orders.orders import NOW, later

REASON = "as agreed"
NEW = NewAward(amount_fen=30_00)


def _proposal(distributor: str = "A") -> Proposal:
    return propose("AWARD", "award", distributor, NEW.model_dump(), "olga", NOW, reason=REASON)


def _verdict(by: str = "fiona") -> Verdict:
    return Verdict(by, later(days=1), 0, "seen")


def _award(state: AwardState = "approved", **fields: object) -> ManualAward:
    award = grant(_proposal(), _verdict())
    if state == "reversed":
        award = reverse(award, _proposal(), _verdict())
    assert award.state == state
    return award.changed(**fields)


def test_an_award_keeps_who_proposed_and_who_approved_it_and_who_took_it_back() -> None:
    steps = _award("reversed").steps

    whats = ["proposed", "approved", "reversal_proposed", "reversed"]
    assert [step.what for step in steps] == whats
    assert [step.decision.by for step in steps] == ["olga", "fiona", "olga", "fiona"]
    assert [step.at for step in steps] == [NOW, later(days=1)] * 2
    assert [step.decision.reason for step in steps] == [REASON, "seen"] * 2


def test_what_was_taken_back_is_not_taken_back_again() -> None:
    with pytest.raises(Refused) as refused:
        reverse(_award("reversed"), _proposal(), _verdict())

    assert refused.value.code == "illegal_transition"


def test_a_payee_decides_about_no_award_of_his_own() -> None:
    with pytest.raises(Refused) as refused:
        grant(_proposal("fiona"), _verdict())
    assert refused.value.code == "same_person"

    with pytest.raises(Refused) as refused:
        reverse(_award(), _proposal(), _verdict("A"))
    assert refused.value.code == "same_person"


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


def test_what_was_forfeited_is_said_to_be_gone() -> None:
    forfeited, _ = close_hold(Balance(payee="A", held=30_00), "forfeited")

    with pytest.raises(Refused) as refused:
        take_back(_award("reversed", hold=1), forfeited)

    assert refused.value.reason == "award_was_forfeited"
