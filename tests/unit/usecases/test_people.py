import pytest

from shared.domain.balances import Balance
from shared.domain.errors import Refused
from shared.domain.people import Distributor
from shared.usecases.advance_order import advance_order
from shared.usecases.bind import create_code, resolve_code
from shared.usecases.people import change_standing, enrol, forfeit, reinstate, transfer
from shared.usecases.statements import commissions_of
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

    again = enrol(bench.ports, bench.command("again"), "A", upline=None, level="gold")

    assert (again.upline, again.level) == ("B", "silver")


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
