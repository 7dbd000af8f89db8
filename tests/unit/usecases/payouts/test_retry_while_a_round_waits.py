"""A retry is approved while another round waits: a period is paid once, and its line says so."""

from typing import Literal

import pytest

from shared.domain.channel.channel import TransferReport
from shared.domain.payouts.payouts import Payout
from shared.domain.payouts.settlement_lines import SettlementLine, line_key
from shared.usecases.payouts.payouts import record_transfer, require_payout
from shared.usecases.payouts.retry_payout import propose_retry
from shared.usecases.payouts.settle_period import (
    advance_settlement,
    proposal_id_of,
    require_run,
    start_settlement,
)
from shared.usecases.reading import load_balance
from tests.deciding import approve, reject
from tests.unit.usecases.bench import FINANCE, Bench
from tests.unit.usecases.payouts.rounds import (
    PERIOD,
    approve_round,
    earn,
    line_of,
    propose_round,
)


@pytest.fixture
def bench() -> Bench:
    bench = Bench()
    earn(bench, 10_00)
    return bench


def _failed(bench: Bench) -> str:
    propose_round(bench, "one")
    first = approve_round(bench, "one").payout
    assert first
    _report(bench, first, "failed")
    return first


def _report(bench: Bench, payout: str, state: Literal["success", "failed"]) -> None:
    for part in require_payout(bench.ports, payout).parts:
        said = TransferReport(bill_no=part.bill_no, state=state)
        record_transfer(bench.ports, payout, said)


def _retry(bench: Bench, first: str) -> str:
    retry = propose_retry(bench.ports, bench.command("retry"), first, FINANCE).id
    approve(bench.ports, bench.command("approve retry"), retry, "chief")
    return retry


@pytest.mark.parametrize("earned_since", [0, 50_00])
@pytest.mark.parametrize("paid", [True, False], ids=["paid", "under way"])
def test_what_a_retry_pays_meanwhile_no_round_pays_again(
    bench: Bench, earned_since: int, paid: bool
) -> None:
    first = _failed(bench)
    earn(bench, earned_since)
    propose_round(bench, "two")
    retry = _retry(bench, first)
    if paid:
        _report(bench, retry, "success")

    line = approve_round(bench, "two")

    assert (line.outcome, line.payout, line.amount_fen) == ("has_payout", retry, 10_00)
    assert {each.id for each in bench.store.all(Payout)} == {first, retry}
    assert load_balance(bench.ports.store, "A").available == earned_since
    assert require_run(bench.ports, PERIOD).state == "closed"


def test_what_he_earned_meanwhile_the_next_period_pays(bench: Bench) -> None:
    first = _failed(bench)
    earn(bench, 50_00)
    propose_round(bench, "two")
    _report(bench, _retry(bench, first), "success")
    approve_round(bench, "two")
    propose_round(bench, "three")
    assert (line_of(bench).outcome, line_of(bench).amount_fen) == ("has_payout", 10_00)

    bench.wait(days=31)
    start_settlement(bench.ports, bench.command("march"), "2025-03", "finance")
    advance_settlement(bench.ports, "2025-03")

    march = bench.store.get(SettlementLine, line_key("2025-03", "A"))
    assert march
    assert (march.outcome, march.amount_fen) == ("proposed", 50_00)


def test_where_the_retry_has_failed_as_well_the_round_pays(bench: Bench) -> None:
    first = _failed(bench)
    propose_round(bench, "two")
    retry = _retry(bench, first)
    _report(bench, retry, "failed")

    line = approve_round(bench, "two")

    assert line.outcome == "reserved"
    assert line.payout not in {first, retry}
    assert require_payout(bench.ports, retry).retried_as == line.payout


def test_a_refused_round_leaves_no_sum_of_its_own_behind(bench: Bench) -> None:
    """The line of a later round says what was paid, not what a round between wanted to pay."""
    first = _failed(bench)
    earn(bench, 50_00)
    propose_round(bench, "two")
    refused = proposal_id_of(require_run(bench.ports, PERIOD))
    reject(bench.ports, bench.command("refuse two"), refused, "chief")
    retry = _retry(bench, first)

    propose_round(bench, "three")

    line = line_of(bench)
    assert (line.outcome, line.payout, line.amount_fen) == ("has_payout", retry, 10_00)
