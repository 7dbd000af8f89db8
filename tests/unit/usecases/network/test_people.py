from collections.abc import Callable
from typing import Any

import pytest

from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import JournalEntry
from shared.domain.network.people import Distributor, ProfileChange, RelationChange
from shared.usecases.lists import all_of
from shared.usecases.network.people import (
    change_grade,
    change_level,
    change_standing,
    enrol,
    enter_payout_account,
    forfeit,
    reinstate,
)
from shared.usecases.orders.advance_order import advance_order
from shared.usecases.orders.fulfil_order import deliver
from shared.usecases.orders.statements import commissions_of
from tests.refusals import faulty, told
from tests.unit.usecases.bench import FINANCE, OPERATOR, Bench


def _balance(bench: Bench) -> Balance:
    balance = bench.store.get(Balance, "A")
    assert balance is not None
    return balance


def _held(bench: Bench) -> None:
    order = bench.delivered()
    bench.suspend("A")
    bench.wait(days=9)
    advance_order(bench.ports, order.id)


def test_the_same_id_again_is_the_same_distributor() -> None:
    bench = Bench()

    for key in ("enrol A", "again"):
        again = enrol(bench.ports, bench.command(key), "A", "B", openid="openid-A")
        assert again == bench.store.get(Distributor, "A")

    assert [change.upline for change in all_of(bench.store, RelationChange, "A")] == ["B"]


@pytest.mark.parametrize(
    "other",
    [
        {"upline": None},
        {"upline": "C"},
        {"level": "gold"},
        {"openid": None},
        {"openid": "openid-B"},
        {"grade": "city"},
    ],
)
def test_the_same_id_with_other_data_is_refused_and_changes_nothing(other: dict[str, Any]) -> None:
    bench = Bench()
    enrol(bench.ports, bench.command("C"), "C")
    known = bench.store.get(Distributor, "A")
    data = {"upline": "B", "level": "silver", "openid": "openid-A", **other}

    with told("enrolled already") as refused:
        enrol(bench.ports, bench.command("again"), "A", **data)

    assert refused.value.code == "illegal_transition"
    assert bench.store.get(Distributor, "A") == known


def test_the_key_of_another_enrolment_is_refused() -> None:
    bench = Bench()
    enrol(bench.ports, bench.command("C", b"C"), "C")

    with pytest.raises(Refused) as refused:
        enrol(bench.ports, bench.command("C", b"D"), "D")

    assert refused.value.code == "idempotency_conflict"
    assert bench.store.get(Distributor, "D") is None


def test_nobody_is_enrolled_as_the_brand() -> None:
    bench = Bench()

    with faulty("is the brand itself"):
        enrol(bench.ports, bench.command("brand"), "brand")

    assert bench.store.get(Balance, "brand") is None


def test_a_suspended_payees_release_is_held_and_reinstating_frees_it() -> None:
    bench = Bench()
    _held(bench)
    assert (_balance(bench).held, _balance(bench).available) == (10_00, 0)

    reinstate(bench.ports, bench.command("back"), "A", OPERATOR)
    reinstate(bench.ports, bench.command("again"), "A", OPERATOR)

    assert (_balance(bench).held, _balance(bench).available) == (0, 10_00)


def test_a_decision_about_a_hold_shows_in_the_statement_of_the_share() -> None:
    bench = Bench()
    _held(bench)
    (share,) = commissions_of(bench.ports, "A").items
    assert (share.held_fen, share.forfeited_fen) == (10_00, 0)

    forfeit(bench.ports, bench.command("forfeit"), "A", FINANCE)

    (share,) = commissions_of(bench.ports, "A").items
    assert (share.held_fen, share.forfeited_fen) == (0, 10_00)


def test_a_decision_has_a_journal_of_its_own() -> None:
    bench = Bench()
    _held(bench)
    command = bench.command("forfeit")

    forfeit(bench.ports, command, "A", FINANCE)
    forfeit(bench.ports, command, "A", FINANCE)

    (entry,) = all_of(bench.store, JournalEntry, f"DECISION#{command.id}")
    assert entry.cause == "forfeited"
    assert [posting.amount_fen for posting in entry.postings] == [10_00]


def test_a_repeated_decision_forfeits_nothing_that_was_held_since() -> None:
    bench = Bench()
    later = bench.paid("O2")
    _held(bench)
    forfeit(bench.ports, bench.command("forfeit"), "A", FINANCE)
    first = _balance(bench)
    deliver(bench.ports, bench.command("delivered"), later.id)
    bench.wait(days=9)
    advance_order(bench.ports, later.id)

    forfeit(bench.ports, bench.command("forfeit"), "A", FINANCE)
    again = _balance(bench)
    forfeit(bench.ports, bench.command("other"), "A", FINANCE)
    other = _balance(bench)

    assert (first.held, first.forfeited) == (0, 10_00)
    assert (again.held, again.forfeited) == (10_00, 10_00)
    assert (other.held, other.forfeited) == (0, 20_00)


def test_the_key_of_another_decision_is_refused() -> None:
    bench = Bench()
    _held(bench)
    forfeit(bench.ports, bench.command("forfeit", b"one"), "A", FINANCE)

    with pytest.raises(Refused) as refused:
        forfeit(bench.ports, bench.command("forfeit", b"two"), "A", FINANCE)

    assert refused.value.code == "idempotency_conflict"


def _remove(bench: Bench, distributor: str = "A") -> None:
    command = bench.command(f"remove {distributor}")
    change_standing(bench.ports, command, distributor, "removed", OPERATOR)


def test_a_removed_distributor_does_not_come_back() -> None:
    bench = Bench()
    _remove(bench)

    with told("apply again"):
        reinstate(bench.ports, bench.command("back"), "A", OPERATOR)
    with told("apply again"):
        bench.suspend("A")


def test_nobody_joins_under_one_who_was_removed() -> None:
    bench = Bench()
    _remove(bench)

    with told("choose another distributor") as refused:
        enrol(bench.ports, bench.command("C"), "C", "A")

    assert refused.value.code == "payee_not_active"
    assert bench.store.get(Distributor, "C") is None


def test_one_who_is_suspended_may_still_have_people_under_him() -> None:
    bench = Bench()
    bench.suspend("A")

    assert enrol(bench.ports, bench.command("C"), "C", "A").upline == "A"


def test_what_was_forfeited_was_decided_by_two_persons() -> None:
    bench = Bench()
    _held(bench)

    with pytest.raises(Refused) as refused:
        forfeit(bench.ports, bench.command("forfeit"), "A", OPERATOR)

    assert refused.value.code == "same_person"
    assert _balance(bench).held == 10_00
    forfeit(bench.ports, bench.command("forfeit again"), "A", FINANCE)
    assert _balance(bench).forfeited == 10_00


def test_it_is_the_last_who_stopped_him_that_may_not_forfeit() -> None:
    bench = Bench()
    _held(bench)
    reinstate(bench.ports, bench.command("back"), "A", OPERATOR)
    later = bench.delivered("O2")
    change_standing(bench.ports, bench.command("again"), "A", "suspended", FINANCE)
    bench.wait(days=9)
    advance_order(bench.ports, later.id)

    with told("fin cannot decide this alone"):
        forfeit(bench.ports, bench.command("forfeit"), "A", FINANCE)
    forfeit(bench.ports, bench.command("forfeit again"), "A", OPERATOR)

    assert _balance(bench).forfeited == 10_00


def test_every_decision_keeps_its_time_whose_and_why() -> None:
    bench = Bench()
    _held(bench)
    change_level(bench.ports, bench.command("level"), "A", "gold", OPERATOR)
    forfeit(bench.ports, bench.command("forfeit"), "A", FINANCE)
    reinstate(bench.ports, bench.command("back"), "A", FINANCE)
    _remove(bench)

    changes = all_of(bench.store, ProfileChange, "A")

    assert [(c.number, c.cause, c.level, c.standing, c.decision.by) for c in changes] == [
        (1, "enrolled", "silver", "active", "brand"),
        (2, "suspended", "silver", "suspended", "ops"),
        (3, "level_changed", "gold", "suspended", "ops"),
        (4, "forfeited", "gold", "suspended", "fin"),
        (5, "reinstated", "gold", "active", "fin"),
        (6, "removed", "gold", "removed", "ops"),
    ]
    assert changes[1].at < changes[2].at == bench.clock.now()
    assert {c.decision.reason for c in changes[1:]} == {OPERATOR.reason, FINANCE.reason}
    (entry,) = all_of(bench.store, JournalEntry, f"DECISION#{changes[3].command}")
    assert entry.cause == "forfeited"


def test_an_agent_rises_in_grade_and_may_stop_being_one() -> None:
    bench = Bench()

    for grade in ("city", "province", None):
        change_grade(bench.ports, bench.command(f"to {grade}"), "A", grade, OPERATOR)

    now = bench.store.get(Distributor, "A")
    assert now is not None
    assert (now.grade, now.changes) == (None, 4)
    assert [(c.cause, c.grade) for c in all_of(bench.store, ProfileChange, "A")] == [
        ("enrolled", None),
        ("grade_changed", "city"),
        ("grade_changed", "province"),
        ("grade_changed", None),
    ]


def test_where_he_is_paid_is_entered_later_and_once() -> None:
    bench = Bench()
    enrol(bench.ports, bench.command("enrol C"), "C")

    for command in ("first", "first", "again"):
        enter_payout_account(bench.ports, bench.command(command), "C", "his-own", OPERATOR)
    with told("C has another account already"):
        enter_payout_account(bench.ports, bench.command("turn"), "C", "another", OPERATOR)

    now = bench.store.get(Distributor, "C")
    assert now is not None
    assert (now.openid, now.changes) == ("his-own", 2)
    causes = [change.cause for change in all_of(bench.store, ProfileChange, "C")]
    assert causes == ["enrolled", "payout_account_entered"]
    assert "his-own" not in str(now.moments)


def test_who_was_removed_gets_no_account() -> None:
    bench = Bench()
    _remove(bench)

    with told("was removed"):
        enter_payout_account(bench.ports, bench.command("account"), "A", "new", OPERATOR)


def test_a_decision_that_changes_nothing_is_no_change() -> None:
    bench = Bench()
    bench.suspend("A")
    before = bench.store.get(Distributor, "A")

    bench.suspend("A", "again")
    change_level(bench.ports, bench.command("level"), "A", "silver", OPERATOR)
    forfeit(bench.ports, bench.command("forfeit"), "A", FINANCE)

    assert bench.store.get(Distributor, "A") == before
    assert len(all_of(bench.store, ProfileChange, "A")) == 2


def test_a_repeated_decision_undoes_no_later_one() -> None:
    bench = Bench()
    change_level(bench.ports, bench.command("gold"), "A", "gold", OPERATOR)
    change_level(bench.ports, bench.command("silver"), "A", "silver", OPERATOR)
    bench.suspend("A")
    reinstate(bench.ports, bench.command("back"), "A", OPERATOR)

    change_level(bench.ports, bench.command("gold"), "A", "gold", OPERATOR)
    bench.suspend("A")

    again = bench.store.get(Distributor, "A")
    assert again is not None
    assert (again.level, again.standing, again.changes) == ("silver", "active", 5)


@pytest.mark.parametrize(
    "decide",
    [
        lambda bench, command: change_level(bench.ports, command, "Z", "gold", OPERATOR),
        lambda bench, command: change_grade(bench.ports, command, "Z", "city", OPERATOR),
        lambda bench, command: change_standing(bench.ports, command, "Z", "removed", OPERATOR),
        lambda bench, command: reinstate(bench.ports, command, "Z", OPERATOR),
        lambda bench, command: forfeit(bench.ports, command, "Z", FINANCE),
    ],
    ids=["level", "grade", "removal", "reinstatement", "forfeiture"],
)
def test_a_decision_about_nobody_is_refused(decide: Callable[[Bench, Command], object]) -> None:
    bench = Bench()

    with pytest.raises(Refused) as refused:
        decide(bench, bench.command("decide"))

    assert refused.value.code == "unknown_person"


def test_who_stopped_somebody_is_known_of_one_whose_moments_are_younger() -> None:
    bench = Bench()
    change_standing(bench.ports, bench.command("stop"), "A", "suspended", OPERATOR)
    person = bench.store.get(Distributor, "A")
    assert person is not None
    bench.store.commit([person.changed(moments=())])

    with pytest.raises(Refused, match="same_person"):
        forfeit(bench.ports, bench.command("forfeit"), "A", OPERATOR)
