"""A payout, part by part and state by state."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.domain import payouts
from shared.domain.balances import Balance
from shared.domain.channel import TransferReport, TransferState
from shared.domain.errors import Refused
from shared.domain.payouts import PartState, Payout, PayoutBook
from shared.domain.policy import PayoutPolicy

NOW = datetime(2025, 3, 1, tzinfo=UTC)
POLICY = PayoutPolicy()


def _book(parts: int = 1, state: PartState = "confirming") -> PayoutBook:
    policy = PayoutPolicy.model_validate({"max_part": f"{10 // parts}.00"})
    payout = payouts.new_payout("P", "A", 10_00, NOW, policy, approved_at=NOW)
    book = PayoutBook(payout, Balance(payee="A", available=10_00), NOW, "C")
    payouts.open_payout(book, "withdraw_requested", NOW)
    payouts.submit(book, NOW, POLICY)
    for part in book.payout.parts:
        book.change_part(part.model_copy(update={"state": state}))
    return book


def _say(book: PayoutBook, state: TransferState, part: int = 1) -> None:
    said = TransferReport(bill_no=f"P{part:02d}", state=state)
    payouts.report(book, said, NOW)


def _money(book: PayoutBook) -> tuple[int, int, int]:
    return book.balance.available, book.balance.reserved, book.balance.paid


@pytest.mark.parametrize(
    ("max_part", "amounts"),
    [(None, [10_00]), (10_00, [10_00]), (4_00, [3_34, 3_33, 3_33]), (9_99, [5_00, 5_00])],
)
def test_no_part_is_larger_than_the_channel_takes(max_part: int, amounts: list[int]) -> None:
    policy = PayoutPolicy().model_copy(update={"max_part": max_part})

    payout = payouts.new_payout("P", "A", 10_00, NOW, policy)

    assert [part.amount_fen for part in payout.parts] == amounts
    assert [part.bill_no for part in payout.parts] == [
        f"P{n:02d}" for n in range(1, len(amounts) + 1)
    ]


def test_a_payout_has_at_most_99_parts() -> None:
    policy = PayoutPolicy().model_copy(update={"max_part": 1})

    assert len(payouts.new_payout("P", "A", 99, NOW, policy).parts) == 99
    with pytest.raises(Refused, match="ask for less"):
        payouts.new_payout("P", "A", 100, NOW, policy)


@pytest.mark.parametrize(("minimum", "amount"), [("0.10", 9), ("0.10", 0), ("0.00", 0)])
def test_less_than_the_minimum_is_not_withdrawn_and_nothing_never(
    minimum: str, amount: int
) -> None:
    policy = PayoutPolicy.model_validate({"minimum": minimum})

    with pytest.raises(Refused) as refused:
        payouts.check_withdrawal(Balance(payee="A"), amount, policy)

    assert refused.value.code == "below_minimum"


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("accepted", "processing"),
        ("transferring", "processing"),
        ("wait_user_confirm", "confirming"),
        ("cancelling", "cancelling"),
    ],
)
def test_a_transfer_under_way_moves_no_money(said: TransferState, state: PartState) -> None:
    book = _book(state="sent")

    _say(book, said)

    assert book.payout.parts[0].state == state
    assert _money(book) == (0, 10_00, 0)


@pytest.mark.parametrize("state", ["sent", "processing", "confirming", "unknown", "cancelling"])
def test_from_any_open_state_success_pays_once(state: PartState) -> None:
    book = _book(state=state)

    _say(book, "success")
    _say(book, "success")

    assert _money(book) == (0, 0, 10_00)
    assert book.payout.paid_fen == 10_00
    assert not book.payout.open


@pytest.mark.parametrize("said", ["failed", "cancelled"])
@pytest.mark.parametrize("state", ["sent", "processing", "confirming", "unknown", "cancelling"])
def test_from_any_open_state_a_failure_gives_back_once(
    state: PartState, said: TransferState
) -> None:
    book = _book(state=state)

    _say(book, said)
    _say(book, said)

    assert _money(book) == (10_00, 0, 0)
    assert not book.payout.open


@pytest.mark.parametrize(
    ("first", "then"), [("success", "failed"), ("success", "cancelled"), ("failed", "success")]
)
def test_the_opposite_of_a_final_result_is_refused(
    first: TransferState, then: TransferState
) -> None:
    book = _book()
    _say(book, first)
    money = _money(book)

    with pytest.raises(Refused) as refused:
        _say(book, then)

    assert refused.value.code == "payout_final"
    assert _money(book) == money


@pytest.mark.parametrize("late", ["accepted", "transferring", "wait_user_confirm", "cancelling"])
def test_an_old_report_after_the_result_is_nothing(late: TransferState) -> None:
    book = _book()
    _say(book, "success")

    _say(book, late)

    assert book.payout.parts[0].state == "success"


def test_each_part_ends_for_itself() -> None:
    book = _book(parts=2)

    _say(book, "success", part=1)
    assert book.payout.open
    _say(book, "failed", part=2)

    assert _money(book) == (5_00, 0, 5_00)
    assert book.payout.paid_fen == 5_00


def test_the_money_of_an_expired_part_is_back_at_the_expiry() -> None:
    book = _book()
    later = NOW + timedelta(hours=24)
    assert payouts.expire(book, later - timedelta(seconds=1)) == []

    (part,) = payouts.expire(book, later)
    payouts.report(
        book, TransferReport(bill_no=part.bill_no, state="cancelled"), later + timedelta(hours=3)
    )

    assert book.entries[-1].at == later
    assert [(notice.code, notice.at) for notice in book.payout.notices] == [
        ("PAYOUT_EXPIRED", later)
    ]


def test_parts_that_expire_together_are_told_once() -> None:
    book = _book(parts=2)
    for part in payouts.expire(book, NOW + timedelta(hours=24)):
        payouts.report(book, TransferReport(bill_no=part.bill_no, state="cancelled"), NOW)

    assert len(book.payout.notices) == 1
    assert _money(book) == (10_00, 0, 0)


def test_an_unknown_part_does_not_expire() -> None:
    book = _book(state="unknown")

    assert payouts.expire(book, NOW + timedelta(days=30)) == []


@pytest.mark.parametrize(
    ("state", "awaiting"),
    [
        ("created", "submission"),
        ("sent", "result"),
        ("processing", "result"),
        ("unknown", "result"),
        ("cancelling", "result"),
        ("confirming", "confirmation"),
        ("success", "nothing"),
        ("failed", "nothing"),
        ("cancelled", "nothing"),
    ],
)
def test_what_a_payout_awaits(state: PartState, awaiting: str) -> None:
    assert payouts.next_step(_book(state=state).payout)[0] == awaiting


def test_without_approval_a_payout_awaits_it() -> None:
    payout = payouts.new_payout("P", "A", 1, NOW, POLICY)

    assert payouts.next_step(payout)[0] == "approval"


def test_numbers_fit_the_channel() -> None:
    with pytest.raises(ValueError, match="id"):
        Payout(id="P" * 31, payee="A", amount_fen=1, requested_at=NOW, parts=_book().payout.parts)
