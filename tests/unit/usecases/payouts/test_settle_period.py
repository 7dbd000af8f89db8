from dataclasses import replace
from typing import Any

import pytest

from shared.adapters.wechat.terms import TRANSFER_TERMS
from shared.domain.approvals.proposals import Proposal
from shared.domain.channel.channel import TransferReport
from shared.domain.day_pointers import Span
from shared.domain.errors import Refused
from shared.domain.ledger.balances import Balance
from shared.domain.payouts.payout_pointers import PayoutIn
from shared.domain.payouts.payouts import Payout
from shared.domain.payouts.settlement_lines import SettlementLine, line_shard
from shared.domain.payouts.settlement_parts import PARTS, SettlementPart
from shared.domain.payouts.settlements import SettlementRun
from shared.domain.times import BEGIN, iso_utc
from shared.edge.payouts.settlement_messages import SettlementView
from shared.usecases.approvals.proposing import require_proposal
from shared.usecases.lists import all_of
from shared.usecases.network.people import enrol
from shared.usecases.payouts import pay_settlement, propose_settlement
from shared.usecases.payouts.find_payouts import WantedPayouts, find_payouts
from shared.usecases.payouts.pay_settlement import pay_some
from shared.usecases.payouts.payouts import record_transfer
from shared.usecases.payouts.propose_settlement import propose_some
from shared.usecases.payouts.settle_period import (
    advance_settlement,
    close_settlement,
    finish_proposals,
    proposal_id_of,
    start_settlement,
)
from shared.usecases.payouts.settlement_progress import require_run
from shared.usecases.payouts.settlement_statement import settlement_of
from shared.usecases.reading import load_balance, require_distributor
from tests.at_once import at_once
from tests.deciding import approve, reject
from tests.refusals import told
from tests.unit.usecases.bench import Bench

PERIOD = "2025-02"


def _give(bench: Bench, payee: str, fen: int) -> None:
    balance = bench.store.get(Balance, payee)
    assert balance is not None
    bench.store.commit([balance.changed(available=fen)])


def _bench() -> Bench:
    bench = Bench()
    _give(bench, "A", 10_00)
    return bench


def _started(bench: Bench, key: str = "start") -> None:
    start_settlement(bench.ports, bench.command(key), PERIOD, "finance")
    advance_settlement(bench.ports, PERIOD)


def _settled(bench: Bench, key: str = "start") -> None:
    _started(bench, key)
    _approved(bench, f"approve {key}")
    advance_settlement(bench.ports, PERIOD)


def _approved(bench: Bench, key: str = "approve") -> SettlementRun:
    run = require_run(bench.ports, PERIOD)
    approve(bench.ports, bench.command(key), proposal_id_of(run), "chief")
    return require_run(bench.ports, PERIOD)


def _outcomes(bench: Bench) -> dict[str, str]:
    return {proposal.payee: proposal.outcome for proposal in bench.store.all(SettlementLine)}


def _told(bench: Bench) -> list[str]:
    """What everybody reads of the lines."""
    return [line.outcome for line in settlement_of(bench.ports, PERIOD).page.items]


def test_no_money_moves_before_finance_approves() -> None:
    bench = _bench()
    _started(bench)

    run = advance_settlement(bench.ports, PERIOD)

    assert run.awaiting == "approval"
    assert _outcomes(bench) == {"A": "proposed", "B": "below_minimum"}
    assert bench.store.all(Payout) == []
    with told("not been approved"):
        pay_some(bench.ports, PERIOD)


def test_it_cannot_be_approved_before_all_is_proposed() -> None:
    bench = _bench()
    start_settlement(bench.ports, bench.command("start"), PERIOD, "finance")

    with pytest.raises(Refused) as refused:
        _approved(bench)

    assert refused.value.code == "unknown_proposal"
    advance_settlement(bench.ports, PERIOD)
    assert _approved(bench).awaiting == "payment"


def test_an_approved_settlement_reserves_once() -> None:
    bench = _bench()
    _settled(bench)
    _approved(bench, "approve start")
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
    _approved(bench)
    advance_settlement(bench.ports, PERIOD)

    assert {p.payee: p.amount_fen for p in bench.store.all(Payout)} == {"A": 10_00, "C": 3_00}


def test_who_is_suspended_after_the_approval_is_skipped() -> None:
    bench = _bench()
    _started(bench)
    _approved(bench)
    bench.suspend("A")
    advance_settlement(bench.ports, PERIOD)

    assert _outcomes(bench)["A"] == "payee_not_active"
    assert bench.store.all(Payout) == []


def test_the_same_start_again_is_no_new_round() -> None:
    bench = _bench()
    _settled(bench)

    run = start_settlement(bench.ports, bench.command("start"), PERIOD, "finance")

    assert run.round == 1
    assert run == bench.store.get(SettlementRun, PERIOD)


def test_a_start_that_joined_a_round_begins_none_after_it_closed() -> None:
    bench = _bench()
    start_settlement(bench.ports, bench.command("first"), PERIOD, "finance")
    joined = start_settlement(bench.ports, bench.command("second"), PERIOD, "another")
    assert (joined.round, joined.started_by) == (1, "finance")
    assert list(joined.commands.values()) == [1, 1]
    _settled(bench, "first")

    again = start_settlement(bench.ports, bench.command("second"), PERIOD, "another")
    third = start_settlement(bench.ports, bench.command("third"), PERIOD, "another")

    assert (again.round, again.awaiting) == (1, "nothing")
    assert (third.round, third.awaiting, third.started_by) == (2, "proposals", "another")


def test_an_approval_is_of_its_round() -> None:
    bench = _bench()
    _settled(bench)
    first = proposal_id_of(require_run(bench.ports, PERIOD))
    _give(bench, "B", 5_00)
    _started(bench, "again")

    approve(bench.ports, bench.command("approve start"), first, "chief")
    with told("was approved already"):
        approve(bench.ports, bench.command("other"), first, "chief")

    assert require_run(bench.ports, PERIOD).awaiting == "approval"
    assert _approved(bench, "approve again").awaiting == "payment"


def test_whoever_started_it_does_not_approve_it() -> None:
    bench = _bench()
    _started(bench)
    run = require_run(bench.ports, PERIOD)

    with pytest.raises(Refused) as refused:
        approve(bench.ports, bench.command("own"), proposal_id_of(run), run.started_by)

    assert refused.value.code == "same_person"
    assert require_run(bench.ports, PERIOD).awaiting == "approval"


def test_what_is_proposed_says_how_many_are_paid_how_much() -> None:
    bench = _bench()
    _started(bench)
    run = require_run(bench.ports, PERIOD)

    proposal = require_proposal(bench.ports, proposal_id_of(run))

    lines = bench.store.all(SettlementLine)
    proposed = [each.amount_fen for each in lines if each.outcome == "proposed"]
    assert proposed
    digest = proposal.content.pop("digest")
    assert proposal.content == {"round": 1, "payees": len(proposed), "total_fen": sum(proposed)}
    assert len(digest) == 64
    assert (proposal.kind, proposal.subject) == ("settlement", PERIOD)


def test_a_rejected_round_pays_nobody_and_another_may_be_begun() -> None:
    bench = _bench()
    _started(bench)
    run = require_run(bench.ports, PERIOD)

    reject(bench.ports, bench.command("no"), proposal_id_of(run), "chief")
    advance_settlement(bench.ports, PERIOD)

    closed = require_run(bench.ports, PERIOD)
    assert (closed.awaiting, closed.approved_at) == ("nothing", None)
    assert not bench.store.all(Payout)
    _settled(bench, "again")
    assert require_run(bench.ports, PERIOD).round == 2
    assert bench.store.all(Payout)


def test_what_a_rejected_round_proposed_is_proposed_no_more() -> None:
    bench = _bench()
    _started(bench)
    run = require_run(bench.ports, PERIOD)
    assert "proposed" in _told(bench)

    reject(bench.ports, bench.command("no"), proposal_id_of(run), "chief")

    assert set(_told(bench)) == {"not_approved", "below_minimum"}
    shown = SettlementView.of(settlement_of(bench.ports, PERIOD))
    assert (shown.payees, shown.total_fen) == (0, 0)
    _started(bench, "again")
    assert "proposed" in _told(bench)
    assert "not_approved" not in _told(bench)


def test_a_key_used_for_another_period_is_refused() -> None:
    bench = _bench()
    start_settlement(bench.ports, bench.command("start", b"2025-02"), PERIOD, "finance")

    with pytest.raises(Refused) as refused:
        start_settlement(bench.ports, bench.command("start", b"2025-01"), "2025-01", "finance")

    assert refused.value.code == "idempotency_conflict"
    assert bench.store.get(SettlementRun, "2025-01") is None


def test_a_payee_without_an_account_stops_nobody() -> None:
    bench = _bench()
    bench.ports = replace(bench.ports, transfer_terms=TRANSFER_TERMS)
    enrol(bench.ports, bench.command("C"), "C")
    _give(bench, "C", 5_00)
    bench.store.commit([Balance(payee="left", available=6_00)])

    _settled(bench)

    none = "no_payout_account"
    assert _outcomes(bench) == {"A": "reserved", "B": "below_minimum", "C": none, "left": none}
    assert [payout.payee for payout in bench.store.all(Payout)] == ["A"]
    assert load_balance(bench.store, "C").available == 5_00


def test_an_account_that_was_closed_after_the_approval_is_not_paid_to() -> None:
    bench = _bench()
    _give(bench, "B", 5_00)
    bench.ports = replace(bench.ports, transfer_terms=TRANSFER_TERMS)
    _started(bench)
    _approved(bench)
    distributor = require_distributor(bench.ports, "A")
    bench.store.commit([distributor.changed(openid=None)])

    run = advance_settlement(bench.ports, PERIOD)

    assert run.awaiting == "nothing"
    assert _outcomes(bench) == {"A": "no_payout_account", "B": "reserved"}
    assert load_balance(bench.store, "A").available == 10_00


@pytest.mark.parametrize(
    ("available", "parts", "left"),
    [
        (3_000_00, [1_999_99, 1_000_01], 0),
        (99 * 1_999_99 + 5, [1_999_99] * 99, 5),
    ],
)
def test_no_part_is_larger_than_the_channel_takes(
    available: int, parts: list[int], left: int
) -> None:
    bench = _bench()
    bench.ports = replace(bench.ports, transfer_terms=TRANSFER_TERMS)
    _give(bench, "A", available)

    _settled(bench)

    (payout,) = bench.store.all(Payout)
    assert [part.amount_fen for part in payout.parts] == parts
    balance = load_balance(bench.store, "A")
    assert (balance.available, balance.reserved) == (left, sum(parts))


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


def _crowd(bench: Bench, many: int) -> list[str]:
    names = [f"P{number}" for number in range(many)]
    for name in names:
        enrol(bench.ports, bench.command(name), name)
        _give(bench, name, 1_00)
    return names


def test_a_run_that_stopped_half_way_is_resumed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(propose_settlement, "PROPOSED_AT_ONCE", 2)
    monkeypatch.setattr(pay_settlement, "PAID_AT_ONCE", 2)
    bench = _bench()
    names = _crowd(bench, 9)
    start_settlement(bench.ports, bench.command("start"), PERIOD, "finance")
    assert not propose_some(bench.ports, PERIOD)
    assert not propose_some(bench.ports, PERIOD, [3])

    advance_settlement(bench.ports, PERIOD)
    _approved(bench)
    assert not pay_some(bench.ports, PERIOD)
    advance_settlement(bench.ports, PERIOD)

    paid = [payout.payee for payout in bench.store.all(Payout)]
    assert sorted(paid) == sorted(["A", *names])


def test_shards_are_worked_off_apart_and_the_run_waits_for_the_last() -> None:
    bench = _bench()
    _crowd(bench, 20)
    start_settlement(bench.ports, bench.command("start"), PERIOD, "finance")
    run = require_run(bench.ports, PERIOD)
    for shard in range(1, PARTS["proposals"]):
        assert propose_some(bench.ports, PERIOD, [shard])
    assert finish_proposals(bench.ports, PERIOD).awaiting == "proposals"
    assert propose_some(bench.ports, PERIOD, [0])
    assert require_run(bench.ports, PERIOD) == run, "no page writes the run"

    assert finish_proposals(bench.ports, PERIOD).awaiting == "approval"
    _approved(bench)
    assert pay_some(bench.ports, PERIOD, [line_shard("A")])
    assert [payout.payee for payout in bench.store.all(Payout)] == ["A"]
    assert close_settlement(bench.ports, PERIOD).awaiting == "payment"


def test_a_periods_payouts_are_found_whenever_it_was_settled() -> None:
    bench = _bench()
    _crowd(bench, 20)
    start_settlement(bench.ports, bench.command("start"), PERIOD, "finance")
    advance_settlement(bench.ports, PERIOD)
    _approved(bench)
    advance_settlement(bench.ports, PERIOD)
    settled = bench.store.all(Payout)
    before = settled[0].changed(id="BEFORE", payee="B", version=0, period=None)
    bench.store.commit([before])
    asked_at = iso_utc(before.requested_at)
    bench.store.point([PayoutIn(period=PERIOD, requested_at=asked_at, payout="BEFORE")])

    wanted = WantedPayouts(Span(BEGIN, bench.clock.now()))
    ids = {each.id for each in find_payouts(bench.ports, replace(wanted, period=PERIOD)).items}
    assert ids == {each.id for each in settled}, "it says of itself that it settles none"
    stored = bench.store.get(Payout, "BEFORE")
    assert stored is not None
    bench.store.commit([stored.changed(period=PERIOD)])
    found = find_payouts(bench.ports, replace(wanted, period=PERIOD))
    assert {each.id for each in found.items} == ids | {"BEFORE"}
    assert found.next is None


def test_a_shards_call_reads_no_other_part(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = _bench()
    _crowd(bench, 20)
    start_settlement(bench.ports, bench.command("start"), PERIOD, "finance")
    read, get_all = list[str](), bench.store.get_all

    def noted(kind: Any, keys: Any, **how: Any) -> Any:
        keys = list(keys)
        read.extend(keys if kind is SettlementPart else ())
        return get_all(kind, keys, **how)

    monkeypatch.setattr(bench.store, "get_all", noted)
    propose_some(bench.ports, PERIOD, [3])
    assert read == [f"{PERIOD}/proposals/03"]

    advance_settlement(bench.ports, PERIOD)
    _approved(bench)
    read.clear()
    shard = line_shard("A")
    pay_some(bench.ports, PERIOD, [shard])
    assert [key for key in read if "/payment/" in key] == [f"{PERIOD}/payment/{shard:02d}"]


def test_a_page_that_comes_late_or_twice_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(propose_settlement, "PROPOSED_AT_ONCE", 1)
    bench = _bench()
    _crowd(bench, 5)
    start_settlement(bench.ports, bench.command("start"), PERIOD, "finance")
    at_once(lambda _: _propose_to_the_end(bench), 4)
    advance_settlement(bench.ports, PERIOD)
    run = require_run(bench.ports, PERIOD)
    assert (run.payees, run.total_fen) == (6, 15_00)
    before = all_of(bench.store, SettlementPart, PERIOD)

    assert propose_some(bench.ports, PERIOD)

    assert all_of(bench.store, SettlementPart, PERIOD) == before
    assert require_run(bench.ports, PERIOD) == run


def _propose_to_the_end(bench: Bench) -> None:
    while not propose_some(bench.ports, PERIOD):
        pass


def test_what_finance_approves_is_what_was_proposed_to_the_last_payee() -> None:
    bench = _bench()
    _started(bench)
    run = require_run(bench.ports, PERIOD)
    seen = require_proposal(bench.ports, proposal_id_of(run)).content
    assert seen["digest"] == run.digest

    bench.store.commit([run.changed(digest="another")])

    with pytest.raises(Refused) as refused:
        _approved(bench)
    assert refused.value.code == "illegal_transition"


def _came_to(bench: Bench) -> dict[str, tuple[int, int]]:
    shown = SettlementView.of(settlement_of(bench.ports, PERIOD))
    return {each.outcome: (each.payees, each.amount_fen) for each in shown.outcomes}


def test_people_read_what_a_round_came_to_as_far_as_it_has_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pay_settlement, "PAID_AT_ONCE", 2)
    bench = _bench()
    _crowd(bench, 3)
    _started(bench)
    assert _came_to(bench) == {"below_minimum": (1, 0), "proposed": (4, 13_00)}
    bench.suspend("P0")
    _approved(bench)
    pay_some(bench.ports, PERIOD)
    assert sum(many for many, _ in _came_to(bench).values()) == 5
    advance_settlement(bench.ports, PERIOD)
    assert _came_to(bench) == {
        "below_minimum": (1, 0),
        "payee_not_active": (1, 0),
        "reserved": (3, 12_00),
    }


def test_transfers_of_a_round_take_turns_at_the_rate_that_the_policy_sets() -> None:
    bench = Bench(payout={"transfer_qps": 2})
    _crowd(bench, 200)
    _settled(bench)
    begins = bench.clock.now()
    waits = sorted((p.due_at - begins).total_seconds() for p in bench.store.all(Payout))
    assert len(waits) == 200
    for second in range(int(waits[-1]) + 1):
        sent = sum(wait <= second for wait in waits)
        assert sent <= 2 * second + 64, "one of each part at once, then two a second"


def test_an_unknown_period_was_never_settled() -> None:
    with pytest.raises(Refused) as refused:
        advance_settlement(Bench().ports, PERIOD)

    assert refused.value.code == "unknown_settlement"


def test_a_round_that_pays_nobody_is_over_by_itself() -> None:
    bench = Bench()

    _started(bench)

    run = require_run(bench.ports, PERIOD)
    assert (run.state, run.awaiting, run.closed_at) == ("empty", "nothing", bench.clock.now())
    assert (run.approved_at, run.moments[-1].code) == (None, "settlement_empty")
    assert bench.store.get(Proposal, proposal_id_of(run)) is None, "nobody has to approve it"
    _give(bench, "A", 10_00)
    _settled(bench, "again")
    assert require_run(bench.ports, PERIOD).state == "closed"


def _whole(bench: Bench) -> tuple[int, int, int, int]:
    """What the last round comes to, and what all of them do."""
    shown = SettlementView.of(settlement_of(bench.ports, PERIOD))
    return shown.payees, shown.total_fen, shown.period_payees, shown.period_fen


def test_a_period_comes_to_all_its_rounds_and_counts_each_payee_once() -> None:
    bench = _bench()
    _settled(bench)
    assert _whole(bench) == (1, 10_00, 1, 10_00)
    _give(bench, "B", 5_00)
    (payout,) = bench.store.all(Payout)
    record_transfer(bench.ports, payout.id, _failed(payout))

    _started(bench, "refused")
    assert _whole(bench) == (2, 15_00, 2, 15_00)
    reject(bench.ports, bench.command("no"), proposal_id_of(require_run(bench.ports, PERIOD)), "C")
    assert _whole(bench) == (0, 0, 1, 10_00)

    _give(bench, "A", 12_00)
    _settled(bench, "second")
    assert _whole(bench) == (2, 17_00, 2, 17_00)
    _started(bench, "third")
    assert _whole(bench) == (0, 0, 2, 17_00)


def _failed(payout: Payout) -> TransferReport:
    return TransferReport(bill_no=payout.parts[0].bill_no, state="failed")


def test_people_read_where_a_run_stands() -> None:
    bench = _bench()
    states = []
    for step in (_begun, _started, _approved, _paid):
        step(bench)
        states.append(SettlementView.of(settlement_of(bench.ports, PERIOD)).state)

    assert states == ["proposals", "approval", "payment", "closed"]


def _begun(bench: Bench) -> None:
    start_settlement(bench.ports, bench.command("start"), PERIOD, "finance")


def _paid(bench: Bench) -> None:
    advance_settlement(bench.ports, PERIOD)
