from datetime import UTC, datetime
from typing import Any

import pytest

from shared.domain.channel.channel import TransferReport, TransferTerms
from shared.domain.errors import Refused
from shared.domain.ledger.balances import Balance
from shared.domain.moments import Occasion
from shared.domain.payouts import settlements
from shared.domain.payouts.payouts import Payout, PayoutBook, new_payout, open_payout, report
from shared.domain.payouts.settlement_lines import Claim, SettlementLine, new_line, propose
from shared.domain.payouts.settlements import SettlementRun
from shared.domain.policy.policy import PayoutPolicy
from tests.refusals import told

NOW = datetime(2025, 4, 1, tzinfo=UTC)
POLICY = PayoutPolicy()


CHIEF = Occasion(NOW, "E", "chief")


def test_a_period_is_open_to_its_last_second() -> None:
    settlements.require_ended("2025-03", datetime.fromisoformat("2025-04-01T00:00:00+08:00"))
    with pytest.raises(Refused) as refused:
        settlements.require_ended("2025-03", datetime.fromisoformat("2025-03-31T23:59:59+08:00"))

    assert refused.value.code == "period_open"


def _run() -> SettlementRun:
    return settlements.begin(None, "2025-03", "finance", NOW, "C")


def _payout(state: str | None) -> Payout:
    payout = new_payout("P", "A", [10_00], NOW, approved_at=NOW)
    book = PayoutBook(payout, Balance(payee="A", available=10_00), NOW, "C")
    open_payout(book, "settle", NOW)
    if state:
        said = TransferReport.model_validate({"bill_no": "P01", "state": state})
        report(book, said, NOW)
    return book.payout


def _claim(payout: Payout | None = None, openid: str | None = "openid", **balance: Any) -> Claim:
    owner = Balance.model_validate({"payee": "A", "available": 10_00, **balance})
    return Claim(owner, openid, payout)


def _proposal(claim: Claim, policy: PayoutPolicy = POLICY, **terms: Any) -> SettlementLine:
    return propose(new_line("2025-03", "A"), 1, claim, policy, TransferTerms(**terms))


@pytest.mark.parametrize(
    ("balance", "outcome", "fen"),
    [
        ({}, "proposed", 10_00),
        ({"available": 10}, "proposed", 10),
        ({"available": 9}, "below_minimum", 0),
        ({"available": 0}, "below_minimum", 0),
        ({"standing": "suspended"}, "payee_not_active", 0),
        ({"standing": "removed", "available": 0}, "payee_not_active", 0),
    ],
)
def test_what_a_payee_is_proposed(balance: dict[str, Any], outcome: str, fen: int) -> None:
    proposal = _proposal(_claim(**balance))

    assert (proposal.outcome, proposal.amount_fen) == (outcome, fen)


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        (None, "has_payout"),
        ("success", "has_payout"),
        ("wait_user_confirm", "has_payout"),
        ("failed", "proposed"),
        ("cancelled", "proposed"),
    ],
)
def test_only_who_has_no_open_or_paid_payout_is_proposed_again(
    state: str | None, outcome: str
) -> None:
    assert _proposal(_claim(_payout(state))).outcome == outcome


@pytest.mark.parametrize(
    ("fields", "needs_account", "outcome", "fen"),
    [
        ({"openid": None}, True, "no_payout_account", 0),
        ({"openid": None}, False, "proposed", 10_00),
        ({"openid": "openid"}, True, "proposed", 10_00),
        ({"openid": None, "standing": "suspended"}, True, "payee_not_active", 0),
        ({"openid": None, "available": 0}, True, "no_payout_account", 0),
    ],
)
def test_who_has_no_account_is_proposed_nothing_where_one_is_needed(
    fields: dict[str, Any], needs_account: bool, outcome: str, fen: int
) -> None:
    proposal = _proposal(_claim(**fields), needs_account=needs_account)

    assert (proposal.outcome, proposal.amount_fen) == (outcome, fen)


@pytest.mark.parametrize(("available", "fen"), [(99 * 2_00, 99 * 2_00), (99 * 2_00 + 1, 99 * 2_00)])
def test_no_more_is_proposed_than_fits_one_payout(available: int, fen: int) -> None:
    assert _proposal(_claim(available=available), largest_fen=2_00).amount_fen == fen


def test_a_run_goes_from_proposals_over_approval_to_payment() -> None:
    run = _run()
    assert run.awaiting == "proposals"
    with told("does not wait"):
        settlements.approve(run, {"round": 1}, CHIEF)

    run = settlements.approve(settlements.await_approval(run, NOW), {"round": 1}, CHIEF)
    assert (run.awaiting, run.approved_by) == ("payment", "chief")
    with pytest.raises(Refused):
        settlements.approve(run, {"round": 1}, Occasion(NOW, "F", "another"))
    assert [moment.code for moment in run.moments] == [
        "settlement_started",
        "settlement_proposed",
        "settlement_approved",
    ]
    assert settlements.close(run, NOW).awaiting == "nothing"


def test_a_run_under_way_is_not_begun_again() -> None:
    run = _run()

    joined = settlements.begin(run, "2025-03", "another", NOW, "D")

    assert joined == run.changed(commands={"C": 1, "D": 1})


def test_a_finished_run_has_another_round_to_be_approved_anew() -> None:
    run = settlements.approve(settlements.await_approval(_run(), NOW), {"round": 1}, CHIEF)
    finished = settlements.close(run, NOW)

    again = settlements.begin(finished, "2025-03", "finance", NOW, "D")

    assert (again.round, again.approved_at, again.closed_at) == (2, None, None)
    assert again.commands == {"C": 1, "D": 2}
