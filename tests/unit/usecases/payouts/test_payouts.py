"""What is sent is stored first, keeps its number, and is no failure while it is unknown."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from shared.adapters.wechat.terms import TRANSFER_TERMS
from shared.domain.channel.channel import ChannelUnfunded, TransferReport
from shared.domain.errors import Refused
from shared.domain.ledger.balances import Balance
from shared.domain.payouts.payouts import Payout
from shared.usecases.network.people import enrol
from shared.usecases.payouts.payouts import (
    advance_payout,
    record_transfer,
    request_withdrawal,
    require_payout,
)
from shared.usecases.payouts.retry_payout import propose_retry
from tests.deciding import approve, reject, withdraw
from tests.refusals import told
from tests.unit.usecases.bench import FINANCE, NO_ANSWER, REFUSED, Bench


def _with_money(bench: Bench, fen: int = 10_00, payee: str = "A") -> Bench:
    if payee not in ("A", "B"):
        enrol(bench.ports, bench.command(f"enrol {payee}"), payee)
    balance = bench.store.get(Balance, payee)
    assert balance is not None
    bench.store.commit([balance.changed(available=fen)])
    return bench


def _asked(bench: Bench, fen: int = 10_00) -> Payout:
    return request_withdrawal(bench.ports, bench.command("withdraw"), "A", fen)


def _money(bench: Bench, payee: str = "A") -> tuple[int, int, int]:
    balance = bench.store.get(Balance, payee)
    assert balance is not None
    return balance.available, balance.reserved, balance.paid


def _said(payout: Payout, state: str) -> TransferReport:
    return TransferReport.model_validate({"bill_no": payout.parts[0].bill_no, "state": state})


def test_asked_again_it_reserves_once() -> None:
    bench = _with_money(Bench())

    assert _asked(bench).id == _asked(bench).id
    assert _money(bench) == (0, 10_00, 0)


def test_the_same_key_for_another_amount_is_refused() -> None:
    bench = _with_money(Bench())
    request_withdrawal(bench.ports, bench.command("withdraw", b"1"), "A", 1_00)

    with pytest.raises(Refused) as refused:
        request_withdrawal(bench.ports, bench.command("withdraw", b"2"), "A", 2_00)

    assert refused.value.code == "idempotency_conflict"
    assert _money(bench) == (9_00, 1_00, 0)


def test_the_transfer_goes_to_the_payees_own_account() -> None:
    bench = _with_money(Bench())

    assert _asked(bench).openid == "openid-A"


def test_under_review_nothing_is_sent_until_it_is_approved() -> None:
    bench = _with_money(Bench(payout={"review": True}))
    payout = _asked(bench)

    advance_payout(bench.ports, payout.id)
    assert bench.channel.heard == []
    assert bench.store.get(Payout, payout.id).awaiting == "approval"  # type: ignore[union-attr]

    approve(bench.ports, bench.command("approve"), payout.id, "chief")
    advance_payout(bench.ports, payout.id)
    assert bench.channel.heard == [("transfer", payout.parts[0].bill_no)]


def test_who_approved_first_is_kept() -> None:
    bench = _with_money(Bench(payout={"review": True}))
    payout = _asked(bench)

    approve(bench.ports, bench.command("approve"), payout.id, "chief")
    first = require_payout(bench.ports, payout.id)
    bench.wait(days=1)
    approve(bench.ports, bench.command("approve"), payout.id, "another")
    with told("was approved already"):
        approve(bench.ports, bench.command("another"), payout.id, "another")

    again = require_payout(bench.ports, payout.id)
    assert (again.approved_by, again.approved_at) == ("chief", first.approved_at)


def test_nobody_approves_his_own_payout() -> None:
    bench = _with_money(Bench(payout={"review": True}))
    payout = _asked(bench)
    with pytest.raises(Refused) as refused:
        approve(bench.ports, bench.command("approve"), payout.id, payout.payee)
    assert refused.value.code == "same_person"


@pytest.mark.parametrize("decide", [reject, withdraw])
def test_what_is_not_approved_is_available_again_and_nothing_is_sent(decide: Any) -> None:
    bench = _with_money(Bench(payout={"review": True}))
    payout = _asked(bench)
    by = payout.payee if decide is withdraw else "chief"

    decide(bench.ports, bench.command("no"), payout.id, by)
    advance_payout(bench.ports, payout.id)

    closed = require_payout(bench.ports, payout.id)
    assert (closed.awaiting, closed.open) == ("nothing", False)
    assert {part.state for part in closed.parts} == {"cancelled"}
    assert _money(bench) == (10_00, 0, 0)
    assert bench.channel.heard == []


def test_who_has_no_account_at_the_channel_withdraws_nothing() -> None:
    bench = _with_money(Bench(), payee="C")
    command = bench.command("withdraw")
    asking = replace(bench.ports, transfer_terms=TRANSFER_TERMS)

    with pytest.raises(Refused) as refused:
        request_withdrawal(asking, command, "C", 10_00)

    assert refused.value.code == "no_payout_account"
    assert _money(bench, "C") == (10_00, 0, 0)
    assert request_withdrawal(bench.ports, command, "C", 10_00).openid is None


def test_3000_yuan_are_transferred_in_parts_that_the_channel_takes() -> None:
    bench = _with_money(Bench(), 3_000_00)
    bench.ports = replace(bench.ports, transfer_terms=TRANSFER_TERMS)
    payout = _asked(bench, 3_000_00)

    advanced = advance_payout(bench.ports, payout.id)

    assert [part.amount_fen for part in advanced.parts] == [1_999_99, 1_000_01]
    assert [what for what, _ in bench.channel.heard] == ["transfer", "transfer"]
    assert _money(bench) == (0, 3_000_00, 0)


def test_a_withdrawal_of_too_many_parts_is_refused_and_reserves_nothing() -> None:
    most = 99 * 1_999_99
    bench = _with_money(Bench(), most + 1)
    bench.ports = replace(bench.ports, transfer_terms=TRANSFER_TERMS)

    with told("ask for less") as refused:
        _asked(bench, most + 1)

    assert refused.value.code == "invalid"
    assert _money(bench) == (most + 1, 0, 0)
    assert len(_asked(bench, most).parts) == 99


def test_a_transfer_that_was_not_authorised_before_expires_like_any_other() -> None:
    bench = _with_money(Bench(payout={"confirm_mode": "pre_authorised"}))
    payout = _asked(bench)
    advanced = advance_payout(bench.ports, payout.id)
    assert advanced.expires_at == advanced.due_at == bench.clock.now() + timedelta(hours=24)
    bench.wait(hours=24)

    advance_payout(bench.ports, payout.id)

    bill_no = payout.parts[0].bill_no
    assert bench.channel.heard == [("transfer", bill_no), ("cancel", bill_no)]


def test_a_balance_that_was_read_too_early_is_read_again() -> None:
    bench = _with_money(Bench())
    payout = _asked(bench)
    get, early = bench.store.get, Balance(payee="A")

    def once(kind: type[Balance], key: str) -> Balance | None:
        if kind is not Balance:
            return get(kind, key)
        bench.store.get = get  # type: ignore[method-assign]
        return early

    bench.store.get = once  # type: ignore[method-assign, assignment]
    record_transfer(bench.ports, payout.id, _said(payout, "success"))

    assert _money(bench) == (0, 0, 10_00)


def test_a_part_is_stored_as_sent_before_it_is() -> None:
    bench = _with_money(Bench())
    payout = _asked(bench)
    bench.channel.tell(KeyboardInterrupt())

    with pytest.raises(KeyboardInterrupt):
        advance_payout(bench.ports, payout.id)

    stored = bench.store.get(Payout, payout.id)
    assert stored is not None
    assert stored.parts[0].state == "sent"
    assert stored.awaiting == "result"


def test_advanced_again_nothing_is_sent_again() -> None:
    bench = _with_money(Bench())
    payout = _asked(bench)

    advance_payout(bench.ports, payout.id)
    advance_payout(bench.ports, payout.id)

    assert bench.channel.heard == [("transfer", payout.parts[0].bill_no)]


def test_no_answer_leaves_the_money_reserved_and_asks_later() -> None:
    bench = _with_money(Bench())
    payout = _asked(bench)
    bench.channel.tell(NO_ANSWER)

    advanced = advance_payout(bench.ports, payout.id)

    assert advanced.parts[0].state == "unknown"
    assert _money(bench) == (0, 10_00, 0)
    assert (advanced.due_at - bench.clock.now()).seconds == 60


def test_an_empty_account_of_the_brand_is_not_the_payees_failure() -> None:
    bench = _with_money(Bench())
    payout = _asked(bench)
    bench.channel.tell(ChannelUnfunded("NOT_ENOUGH"))

    assert advance_payout(bench.ports, payout.id).parts[0].state == "unknown"
    assert _money(bench) == (0, 10_00, 0)


def test_what_the_channel_never_saw_is_sent_under_the_same_number() -> None:
    bench = _with_money(Bench())
    payout = _asked(bench)
    number = payout.parts[0].bill_no
    bench.channel.tell(NO_ANSWER, None)
    advance_payout(bench.ports, payout.id)
    bench.wait(minutes=1)

    advanced = advance_payout(bench.ports, payout.id)

    assert bench.channel.heard == [("transfer", number), ("query", number), ("transfer", number)]
    assert advanced.parts[0].state == "confirming"


def test_an_unknown_transfer_that_was_paid_is_paid_once() -> None:
    bench = _with_money(Bench())
    payout = _asked(bench)
    bench.channel.tell(NO_ANSWER, _said(payout, "success"))
    advance_payout(bench.ports, payout.id)
    bench.wait(minutes=1)

    advance_payout(bench.ports, payout.id)
    record_transfer(bench.ports, payout.id, _said(payout, "success"))

    assert _money(bench) == (0, 0, 10_00)


def test_questions_come_later_each_time() -> None:
    bench = _with_money(Bench())
    payout = _asked(bench)
    bench.channel.tell(*[NO_ANSWER] * 20)
    pauses = []
    for _ in range(14):
        advanced = advance_payout(bench.ports, payout.id)
        pauses.append((advanced.due_at - bench.clock.now()).total_seconds() / 60)
        bench.clock.set(advanced.due_at)

    assert pauses[:5] == [1, 2, 4, 8, 16]
    assert pauses[-1] == 24 * 60


def test_a_refused_transfer_gives_the_money_back() -> None:
    bench = _with_money(Bench())
    payout = _asked(bench)
    bench.channel.tell(REFUSED)

    advanced = advance_payout(bench.ports, payout.id)

    assert advanced.parts[0].state == "failed"
    assert advanced.parts[0].fail_reason == "PARAM_ERROR"
    assert _money(bench) == (10_00, 0, 0)
    assert advanced.awaiting == "nothing"


def test_an_unconfirmed_transfer_is_cancelled_and_comes_back() -> None:
    bench = _with_money(Bench())
    payout = _asked(bench)
    advance_payout(bench.ports, payout.id)
    bench.wait(hours=24)

    advanced = advance_payout(bench.ports, payout.id)

    assert advanced.parts[0].state == "cancelled"
    assert [notice.code for notice in advanced.notices] == ["PAYOUT_EXPIRED"]
    assert _money(bench) == (10_00, 0, 0)


def test_a_cancellation_without_an_answer_keeps_the_money_reserved() -> None:
    bench = _with_money(Bench())
    payout = _asked(bench)
    advance_payout(bench.ports, payout.id)
    bench.wait(hours=24)
    bench.channel.tell(NO_ANSWER)

    advanced = advance_payout(bench.ports, payout.id)

    assert advanced.open
    assert _money(bench) == (0, 10_00, 0)


def test_a_cancellation_that_is_only_accepted_is_waited_for() -> None:
    bench = _with_money(Bench())
    payout = _asked(bench)
    advance_payout(bench.ports, payout.id)
    bench.wait(hours=24)
    bench.channel.tell(_said(payout, "cancelling"))
    advanced = advance_payout(bench.ports, payout.id)
    assert advanced.parts[0].state == "cancelling"
    assert _money(bench) == (0, 10_00, 0)

    bench.wait(minutes=1)
    bench.channel.tell(_said(payout, "cancelled"))
    advance_payout(bench.ports, payout.id)

    assert _money(bench) == (10_00, 0, 0)


def test_a_confirmation_that_was_quicker_than_the_cancellation_pays() -> None:
    bench = _with_money(Bench())
    payout = _asked(bench)
    advance_payout(bench.ports, payout.id)
    bench.wait(hours=24)
    bench.channel.tell(_said(payout, "success"))

    advance_payout(bench.ports, payout.id)

    assert _money(bench) == (0, 0, 10_00)


def test_another_amount_than_sent_is_refused() -> None:
    bench = _with_money(Bench())
    payout = _asked(bench)
    said = _said(payout, "success").changed(amount_fen=9_99)

    with pytest.raises(Refused) as refused:
        record_transfer(bench.ports, payout.id, said)

    assert refused.value.code == "amount_mismatch"
    assert _money(bench) == (0, 10_00, 0)


def test_a_number_of_another_payout_is_unknown() -> None:
    bench = _with_money(Bench())
    payout = _asked(bench)
    said = TransferReport(bill_no="somebodyelse01", state="success")

    with pytest.raises(Refused) as refused:
        record_transfer(bench.ports, payout.id, said)

    assert refused.value.code == "unknown_withdrawal"


@pytest.mark.parametrize(("days", "sent"), [(0, 1), (2, 0)])
def test_a_retry_is_not_sent_once_the_channel_has_forgotten_the_first(days: int, sent: int) -> None:
    bench = _with_money(Bench())
    payout = _asked(bench)
    bench.channel.tell(REFUSED)
    advance_payout(bench.ports, payout.id)
    bench.wait(days=29)
    retry = propose_retry(bench.ports, bench.command("retry"), payout.id, FINANCE).id
    approve(bench.ports, bench.command("approve"), retry, "chief")

    bench.wait(days=days)
    bench.channel.tell(None)
    advance_payout(bench.ports, retry)

    assert bench.channel.heard.count(("transfer", f"{retry}01")) == sent
