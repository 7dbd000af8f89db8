"""A payout, part by part and state by state."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.adapters.wechat.terms import TRANSFER_TERMS
from shared.domain.channel.channel import TransferReport, TransferState, TransferTerms
from shared.domain.errors import Refused
from shared.domain.ledger.balances import Balance
from shared.domain.payouts import payouts, splitting
from shared.domain.payouts.payouts import PartState, Payout, PayoutBook
from shared.domain.policy.policy import PayoutPolicy
from tests.refusals import told

NOW = datetime(2025, 3, 1, tzinfo=UTC)
POLICY = PayoutPolicy()
NO_TERMS = TransferTerms()


def _book(parts: int = 1, state: PartState = "confirming") -> PayoutBook:
    payout = payouts.new_payout("P", "A", [10_00 // parts] * parts, NOW, approved_at=NOW)
    book = PayoutBook(payout, Balance(payee="A", available=10_00), NOW, "C")
    payouts.open_payout(book, "withdraw_requested", NOW)
    payouts.submit(book, NOW, POLICY)
    for part in book.payout.parts:
        book.change_part(part.changed(state=state))
    return book


def _split(amount: int, terms: TransferTerms) -> list[int]:
    return splitting.split_amount(amount, POLICY, terms)


def _say(book: PayoutBook, state: TransferState, part: int = 1) -> None:
    said = TransferReport(bill_no=f"P{part:02d}", state=state)
    payouts.report(book, said, NOW)


def _money(book: PayoutBook) -> tuple[int, int, int]:
    return book.balance.available, book.balance.reserved, book.balance.paid


@pytest.mark.parametrize(
    ("largest", "amounts"),
    [
        (None, [10_00]),
        (10_00, [10_00]),
        (4_00, [4_00, 4_00, 2_00]),
        (9_99, [9_90, 10]),
        (9_90, [9_90, 10]),
        (5_00, [5_00, 5_00]),
    ],
)
def test_no_part_is_larger_than_the_channel_takes(largest: int | None, amounts: list[int]) -> None:
    assert _split(10_00, TransferTerms(largest_fen=largest)) == amounts


def test_each_part_has_a_number_of_its_own() -> None:
    payout = payouts.new_payout("P", "A", [4_00, 6_00], NOW)

    assert payout.amount_fen == 10_00
    assert [(part.bill_no, part.amount_fen) for part in payout.parts] == [
        ("P01", 4_00),
        ("P02", 6_00),
    ]


def test_a_payout_has_at_most_99_parts() -> None:
    terms = TransferTerms(largest_fen=20)

    assert _split(99 * 20, terms) == [20] * 99
    with told("ask for less") as refused:
        _split(99 * 20 + 1, terms)
    assert refused.value.code == "invalid"


@pytest.mark.parametrize(
    ("max_part", "largest_fen", "largest"),
    [
        (None, None, None),
        ("5.00", None, 5_00),
        (None, 7_00, 7_00),
        ("5.00", 7_00, 5_00),
        ("9.00", 7_00, 7_00),
    ],
)
def test_the_narrower_of_the_brands_and_the_channels_limits_holds(
    max_part: str | None, largest_fen: int | None, largest: int | None
) -> None:
    policy = PayoutPolicy.model_validate({"max_part": max_part} if max_part else {})

    assert splitting.largest_part(policy, TransferTerms(largest_fen=largest_fen)) == largest


def test_3000_yuan_go_through_wechat_pay_in_parts_below_2000() -> None:
    assert TRANSFER_TERMS.largest_fen == 1_999_99
    assert _split(3_000_00, TRANSFER_TERMS) == [1_999_99, 1_000_01]


@pytest.mark.parametrize(
    ("minimum", "amount", "code"),
    [("0.10", 9, "below_minimum"), ("0.10", 0, "amount_zero"), ("0.01", 0, "amount_zero")],
)
def test_less_than_the_minimum_is_not_withdrawn_and_nothing_never(
    minimum: str, amount: int, code: str
) -> None:
    policy = PayoutPolicy.model_validate({"minimum": minimum})

    with pytest.raises(Refused) as refused:
        payouts.check_withdrawal(Balance(payee="A"), amount, policy, NO_TERMS, None)

    assert refused.value.code == code


def test_who_has_no_account_at_a_channel_that_needs_one_withdraws_nothing() -> None:
    terms = TransferTerms(needs_account=True)

    with told("enter it first") as refused:
        payouts.check_withdrawal(Balance(payee="A"), 9, POLICY, terms, None)

    assert refused.value.code == "no_payout_account"
    payouts.check_withdrawal(Balance(payee="A", available=10), 10, POLICY, terms, "openid-A")
    payouts.check_withdrawal(Balance(payee="A", available=10), 10, POLICY, NO_TERMS, None)


def test_more_than_is_available_is_refused_before_anything_is_split() -> None:
    with pytest.raises(Refused) as refused:
        payouts.check_withdrawal(Balance(payee="A", available=10), 11, POLICY, NO_TERMS, None)

    assert (refused.value.code, refused.value.facts) == (
        "insufficient_available",
        {"available_fen": 10},
    )


def test_the_standing_is_asked_before_the_account() -> None:
    suspended = Balance(payee="A", standing="suspended")

    with pytest.raises(Refused) as refused:
        payouts.check_withdrawal(suspended, 10, POLICY, TransferTerms(needs_account=True), None)

    assert refused.value.code == "payee_not_active"


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
    payout = payouts.new_payout("P", "A", [1], NOW)

    assert payouts.next_step(payout)[0] == "approval"


def test_a_payout_is_approved_once_by_whom_it_says() -> None:
    payout = payouts.new_payout("P", "A", [1], NOW)
    book = PayoutBook(payout, Balance(payee="A"), NOW, "C")

    payouts.approve(book, "chief", NOW)
    payouts.approve(book, "another", NOW + timedelta(days=1))

    assert (book.payout.approved_by, book.payout.approved_at) == ("chief", NOW)


def test_a_transfer_that_was_not_authorised_before_waits_for_the_payee_and_expires() -> None:
    payout = payouts.new_payout("P", "A", [10_00], NOW, approved_at=NOW)
    book = PayoutBook(payout, Balance(payee="A", available=10_00), NOW, "C")
    payouts.open_payout(book, "withdraw_requested", NOW)
    payouts.submit(book, NOW, PayoutPolicy(confirm_mode="pre_authorised"))
    payouts.report(book, TransferReport(bill_no="P01", state="wait_user_confirm"), NOW)

    end = NOW + timedelta(hours=24)
    assert payouts.next_step(book.payout) == ("confirmation", end)
    assert payouts.expire(book, end - timedelta(seconds=1)) == []
    assert [part.state for part in payouts.expire(book, end)] == ["confirming"]


def test_numbers_fit_the_channel() -> None:
    with pytest.raises(ValueError, match="id"):
        Payout(id="P" * 31, payee="A", amount_fen=1, requested_at=NOW, parts=_book().payout.parts)
