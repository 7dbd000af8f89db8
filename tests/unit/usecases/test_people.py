from datetime import timedelta
from typing import Any

import pytest

from shared.domain.balances import Balance
from shared.domain.errors import Refused
from shared.domain.people import Distributor
from shared.usecases.advance_order import advance_order
from shared.usecases.bind import create_code, resolve_code
from shared.usecases.fulfil_order import deliver
from shared.usecases.people import change_standing, enrol, forfeit, reinstate, transfer
from shared.usecases.statements import commissions_of, upline_at
from tests.unit.usecases.bench import Bench


def _balance(bench: Bench) -> Balance:
    balance = bench.store.get(Balance, "A")
    assert balance is not None
    return balance


def _held(bench: Bench) -> None:
    order = bench.delivered()
    change_standing(bench.ports, "A", "suspended")
    bench.wait(days=9)
    advance_order(bench.ports, order.id)


def test_who_was_above_whom_is_kept() -> None:
    bench = Bench()
    enrol(bench.ports, bench.command("C"), "C")
    bench.wait(days=1)
    transfer(bench.ports, "A", "C")
    transfer(bench.ports, "A", "C")

    changes = bench.store.relations("A")

    assert [(change.number, change.upline) for change in changes] == [(1, "B"), (2, "C")]
    assert (changes[1].at - changes[0].at).days == 1
    on_the_day = [upline_at(bench.ports, "A", change.at) for change in changes]
    assert on_the_day == ["B", "C"]
    before = changes[0].at - timedelta(seconds=1)
    assert upline_at(bench.ports, "A", before) is None


def test_two_transfers_at_once_cannot_close_a_loop() -> None:
    bench = Bench()
    for name in ("C", "D"):
        enrol(bench.ports, bench.command(name), name)
    commit = bench.store.commit

    def meanwhile(records: object) -> None:
        bench.store.commit = commit  # type: ignore[method-assign]
        transfer(bench.ports, "D", "C")
        commit(records)  # type: ignore[arg-type]

    bench.store.commit = meanwhile  # type: ignore[method-assign]
    with pytest.raises(Refused) as refused:
        transfer(bench.ports, "C", "D")

    assert refused.value.code == "loop"
    uplines = {d.id: d.upline for d in bench.store.all(Distributor)}
    assert (uplines["C"], uplines["D"]) == (None, "C")


def test_the_same_id_again_is_the_same_distributor() -> None:
    bench = Bench()

    for key in ("enrol A", "again"):
        again = enrol(bench.ports, bench.command(key), "A", "B", openid="openid-A")
        assert again == bench.store.get(Distributor, "A")

    assert [change.upline for change in bench.store.relations("A")] == ["B"]


@pytest.mark.parametrize(
    "other",
    [
        {"upline": None},
        {"upline": "C"},
        {"level": "gold"},
        {"openid": None},
        {"openid": "openid-B"},
    ],
)
def test_the_same_id_with_other_data_is_refused_and_changes_nothing(other: dict[str, Any]) -> None:
    bench = Bench()
    enrol(bench.ports, bench.command("C"), "C")
    known = bench.store.get(Distributor, "A")
    data = {"upline": "B", "level": "silver", "openid": "openid-A", **other}

    with pytest.raises(Refused, match="enrolled already") as refused:
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

    with pytest.raises(ValueError, match="is the brand itself"):
        enrol(bench.ports, bench.command("brand"), "brand")

    assert bench.store.get(Balance, "brand") is None


def test_a_suspended_payees_release_is_held_and_reinstating_frees_it() -> None:
    bench = Bench()
    _held(bench)
    assert (_balance(bench).held, _balance(bench).available) == (10_00, 0)

    reinstate(bench.ports, bench.command("back"), "A")
    reinstate(bench.ports, bench.command("again"), "A")

    assert (_balance(bench).held, _balance(bench).available) == (0, 10_00)


def test_a_decision_about_a_hold_shows_in_the_statement_of_the_share() -> None:
    bench = Bench()
    _held(bench)
    (share,) = commissions_of(bench.ports, "A")
    assert (share.held_fen, share.forfeited_fen) == (10_00, 0)

    forfeit(bench.ports, bench.command("forfeit"), "A")

    (share,) = commissions_of(bench.ports, "A")
    assert (share.held_fen, share.forfeited_fen) == (0, 10_00)


def test_a_decision_has_a_journal_of_its_own() -> None:
    bench = Bench()
    _held(bench)
    command = bench.command("forfeit")

    forfeit(bench.ports, command, "A")
    forfeit(bench.ports, command, "A")

    (entry,) = bench.store.journal(f"DECISION#{command.id}")
    assert entry.cause == "forfeited"
    assert [posting.amount_fen for posting in entry.postings] == [10_00]


def test_a_repeated_decision_forfeits_nothing_that_was_held_since() -> None:
    bench = Bench()
    later = bench.paid("O2")
    _held(bench)
    first = forfeit(bench.ports, bench.command("forfeit"), "A")
    deliver(bench.ports, bench.command("delivered"), later.id)
    bench.wait(days=9)
    advance_order(bench.ports, later.id)

    again = forfeit(bench.ports, bench.command("forfeit"), "A")
    other = forfeit(bench.ports, bench.command("other"), "A")

    assert (first.held, first.forfeited) == (0, 10_00)
    assert (again.held, again.forfeited) == (10_00, 10_00)
    assert (other.held, other.forfeited) == (0, 20_00)


def test_the_key_of_another_decision_is_refused() -> None:
    bench = Bench()
    _held(bench)
    forfeit(bench.ports, bench.command("forfeit", b"one"), "A")

    with pytest.raises(Refused) as refused:
        forfeit(bench.ports, bench.command("forfeit", b"two"), "A")

    assert refused.value.code == "idempotency_conflict"


def test_a_removed_distributor_does_not_come_back() -> None:
    bench = Bench()
    change_standing(bench.ports, "A", "removed")

    with pytest.raises(Refused, match="apply again"):
        reinstate(bench.ports, bench.command("back"), "A")
    with pytest.raises(Refused, match="apply again"):
        change_standing(bench.ports, "A", "suspended")


def test_a_code_is_one_for_a_command_and_names_its_distributor() -> None:
    bench = Bench()
    code = create_code(bench.ports, bench.command("code"), "A").code

    assert create_code(bench.ports, bench.command("code"), "A").code == code
    assert create_code(bench.ports, bench.command("other"), "A").code != code
    assert resolve_code(bench.ports, code).distributor == "A"
    with pytest.raises(Refused, match="no distributor has"):
        resolve_code(bench.ports, "22222222")
