"""Paying again what failed: a second payout only where no transfer of the first can succeed.

A transfer's number is its identity at the channel: under the same one nothing is ever paid twice,
under another one it is. So another number needs the final failure of the one before.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from shared.domain.errors import Refused
from shared.domain.ledger.balances import Balance, require_active
from shared.domain.moments import Occasion
from shared.domain.payouts.payouts import (
    RESULT,
    WITHHELD,
    Part,
    Payout,
    PayoutBook,
    call_off,
    count_paid,
)
from shared.domain.payouts.settlement_lines import SettlementLine

FIRST_LIVES = "first_transfer_lives"
"""Why a retry was not sent: the channel says that a transfer before it did not fail after all."""

REMEMBERED: Final = timedelta(days=30)
"""For how long the channel answers for a transfer's number; a forgotten one reads as never seen."""


def failed_parts(payout: Payout) -> Sequence[Part]:
    """Give the transfers that have failed or were cancelled for good."""
    return [part for part in payout.parts if part.state in ("failed", "cancelled")]


def failed_fen(payout: Payout) -> int:
    """Give what never reached the payee, and is available to him again."""
    return sum(part.amount_fen for part in failed_parts(payout))


def require_failed(payout: Payout) -> None:
    """Refuse to pay again what may still be paid, was paid or refused, or is tried again already.

    Errors: illegal_transition.
    """
    if payout.open:
        raise Refused("illegal_transition", "payout_under_way", payout_id=payout.id)
    if payout.approved_at is None:
        raise Refused("illegal_transition", "payout_was_refused", payout_id=payout.id)
    if not failed_parts(payout):
        raise Refused("illegal_transition", "payout_was_paid", payout_id=payout.id)
    if payout.retried_as is not None:
        raise Refused("illegal_transition", "payout_was_retried", payout_id=payout.retried_as)


def require_there(first: Payout, balance: Balance) -> None:
    """Refuse to pay again what is not available to the payee any more.

    Errors: payee_not_active, insufficient_available.
    """
    require_active(balance)
    if failed_fen(first) > balance.available:
        raise Refused(
            "insufficient_available",
            "failed_money_is_gone",
            payout_id=first.id,
            failed_fen=failed_fen(first),
            available_fen=balance.available,
        )


def paid_again(first: Payout, again: Payout, amount_fen: int, occasion: Occasion) -> Payout:
    """Let a failed payout lead to the one under which its money is paid again."""
    facts = {"retry": again.id}
    moment = occasion.moment("payout_retried", amount_fen=amount_fen, facts=facts)
    return first.changed(retried_as=again.id).telling(moment)


def taken_up(payouts: Iterable[Payout], by: Payout, left_fen: int) -> Iterator[Payout]:
    """Give the payee's failed payouts whose money another one pays out, of the latest first.

    `left_fen` is what is available behind it: what failed last is still there first. A period is
    paid once, so that another round takes up whatever failed of an earlier one.
    """
    for payout in payouts:
        if not _may_be_retried(payout):
            continue
        same_period = payout.period is not None and payout.period == by.period
        if same_period or failed_fen(payout) > left_fen:
            yield payout
        else:
            left_fen -= failed_fen(payout)


def _may_be_retried(payout: Payout) -> bool:
    tried = payout.approved_at is not None and payout.retried_as is None
    return tried and not payout.open and bool(failed_parts(payout))


def is_remembered(payout: Payout, at: datetime) -> bool:
    """Tell whether the channel surely still knows every transfer that a payout sent."""
    return payout.approved_at is None or at - payout.approved_at < REMEMBERED


def require_remembered(tries: Iterable[Payout], at: datetime) -> None:
    """Refuse to pay again where the channel cannot say any more that a transfer failed.

    Errors: illegal_transition.
    """
    for payout in tries:
        if not is_remembered(payout, at):
            days = REMEMBERED.days
            raise Refused(
                "illegal_transition", "transfer_forgotten", payout_id=payout.id, days=days
            )


def require_unknown(payout: Payout) -> None:
    """Refuse to ask the channel about a payout that waits for no answer of it.

    Errors: illegal_transition.
    """
    if payout.awaiting != RESULT:
        raise Refused("illegal_transition", "payout_awaits_no_result", payout_id=payout.id)


def ask_now(book: PayoutBook) -> None:
    """Let the channel be asked at once, under the numbers that it knows.

    Errors: illegal_transition.
    """
    require_unknown(book.payout)
    book.payout = book.payout.changed(query_at=book.recorded_at)


def withhold(book: PayoutBook) -> None:
    """Send nothing of a retry, and keep it reserved: until finance has looked it is nobody's."""
    for part in book.payout.parts:
        if part.state == "created":
            book.change_part(part.changed(state=WITHHELD, fail_reason=FIRST_LIVES))


def decide_withheld(book: PayoutBook, *, paid: bool) -> None:
    """Count what was withheld as paid by the first transfer, or let it be available again.

    Errors: illegal_transition.
    """
    if book.payout.awaiting != WITHHELD:
        raise Refused("illegal_transition", "payout_not_withheld", payout_id=book.payout.id)
    if paid:
        count_paid(book, book.recorded_at)
    else:
        call_off(book, book.recorded_at, FIRST_LIVES)


def line_retried(
    line: SettlementLine | None, first: Payout, retry: Payout
) -> SettlementLine | None:
    """Let a settlement's line lead to the retry of its payout; None for a line of another one."""
    if line is None or line.payout != first.id:
        return None
    return line.changed(payout=retry.id, attempt=line.attempt + 1)
