import pytest

from shared.domain.balances import Balance
from shared.domain.channel import TransferReport
from shared.domain.errors import Refused
from shared.domain.payouts import Payout
from shared.domain.settlements import Proposal
from shared.usecases import settle_period
from shared.usecases.payouts import record_transfer
from shared.usecases.people import change_standing, enrol
from shared.usecases.settle_period import (
    advance_settlement,
    approve_settlement,
    pay_page,
    start_settlement,
)
from tests.unit.usecases.bench import Bench

PERIOD = "2025-02"


def _give(bench: Bench, payee: str, fen: int) -> None:
    balance = bench.store.get(Balance, payee)
    assert balance is not None
    bench.store.commit([balance.model_copy(update={"available": fen})])


def _bench() -> Bench:
    bench = Bench()
    _give(bench, "A", 10_00)
    return bench


def _started(bench: Bench, key: str = "start") -> None:
    start_settlement(bench.ports, bench.command(key), PERIOD, "finance")
    advance_settlement(bench.ports, PERIOD)


def _settled(bench: Bench, key: str = "start") -> None:
    _started(bench, key)
    approve_settlement(bench.ports, PERIOD, "chief")
    advance_settlement(bench.ports, PERIOD)


def _outcomes(bench: Bench) -> dict[str, str]:
    return {proposal.payee: proposal.outcome for proposal in bench.store.all(Proposal)}


def test_no_money_moves_before_finance_approves() -> None:
    bench = _bench()
    _started(bench)

    run = advance_settlement(bench.ports, PERIOD)

    assert run.awaiting == "approval"
    assert _outcomes(bench) == {"A": "proposed", "B": "below_minimum"}
    assert bench.store.all(Payout) == []
    with pytest.raises(Refused, match="not been approved"):
        pay_page(bench.ports, PERIOD, 0, "")


def test_it_cannot_be_approved_before_all_is_proposed() -> None:
    bench = _bench()
    start_settlement(bench.ports, bench.command("start"), PERIOD, "finance")

    with pytest.raises(Refused) as refused:
        approve_settlement(bench.ports, PERIOD, "chief")

    assert refused.value.code == "illegal_transition"


def test_an_approved_settlement_reserves_once() -> None:
    bench = _bench()
    _settled(bench)
    approve_settlement(bench.ports, PERIOD, "chief")
    run = advance_settlement(bench.ports, PERIOD)

    assert run.awaiting == "nothing"
    (payout,) = bench.store.all(Payout)
    assert (payout.payee, payout.amount_fen, payout.period) == ("A", 10_00, PERIOD)


def test_it_pays_no_more_than_finance_saw_and_no_more_than_is_there() -> None:
    bench = _bench()
    enrol(bench.ports, bench.command("C"), "C")
    _give(bench, "C", 5_00)
    _started(bench)
    _give(bench, "A", 20_00)
    _give(bench, "C", 3_00)
    approve_settlement(bench.ports, PERIOD, "chief")
    advance_settlement(bench.ports, PERIOD)

    assert {p.payee: p.amount_fen for p in bench.store.all(Payout)} == {"A": 10_00, "C": 3_00}


def test_who_is_suspended_after_the_approval_is_skipped() -> None:
    bench = _bench()
    _started(bench)
    approve_settlement(bench.ports, PERIOD, "chief")
    change_standing(bench.ports, "A", "suspended")
    advance_settlement(bench.ports, PERIOD)

    assert _outcomes(bench)["A"] == "payee_not_active"
    assert bench.store.all(Payout) == []


def test_the_same_start_again_is_no_new_round() -> None:
    bench = _bench()
    _settled(bench)

    run = start_settlement(bench.ports, bench.command("start"), PERIOD, "finance")

    assert run.round == 1


def test_another_round_pays_only_whose_payout_failed_under_a_new_number() -> None:
    bench = _bench()
    _give(bench, "B", 7_00)
    _settled(bench)
    first = {payout.payee: payout for payout in bench.store.all(Payout)}
    failed = TransferReport(bill_no=first["A"].parts[0].bill_no, state="failed")
    record_transfer(bench.ports, first["A"].id, failed)

    _settled(bench, "again")

    second = [p for p in bench.store.all(Payout) if p.id not in {f.id for f in first.values()}]
    assert [(payout.payee, payout.amount_fen) for payout in second] == [("A", 10_00)]
    assert _outcomes(bench) == {"A": "reserved", "B": "has_payout"}


def test_a_run_that_stopped_half_way_is_resumed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settle_period, "PAGE", 2)
    bench = _bench()
    names = [f"P{number}" for number in range(9)]
    for name in names:
        enrol(bench.ports, bench.command(name), name)
        _give(bench, name, 1_00)
    start_settlement(bench.ports, bench.command("start"), PERIOD, "finance")
    settle_period.propose_page(bench.ports, PERIOD, 0, "")

    advance_settlement(bench.ports, PERIOD)
    approve_settlement(bench.ports, PERIOD, "chief")
    pay_page(bench.ports, PERIOD, 0, "")
    advance_settlement(bench.ports, PERIOD)

    paid = [payout.payee for payout in bench.store.all(Payout)]
    assert sorted(paid) == sorted(["A", *names])


def test_an_unknown_period_was_never_settled() -> None:
    with pytest.raises(Refused) as refused:
        advance_settlement(Bench().ports, PERIOD)

    assert refused.value.code == "unknown_settlement"
