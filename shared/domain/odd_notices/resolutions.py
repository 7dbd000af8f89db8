"""What can be decided about an odd notice: what the channel allows, and nothing twice."""

from typing import Final, Literal

from shared.domain.errors import Refused
from shared.domain.odd_notices.odd_notices import OddNotice, Resolution

Choice = Literal["take", "pay_back", "count_paid", "make_available", "note"]
"""Take the money as its order's payment; pay it back; or note that nothing is left to do.

A payout that was withheld is counted as paid, or made available to its payee again.
"""

MOVES_MONEY: Final[frozenset[Choice]] = frozenset(
    {"take", "pay_back", "count_paid", "make_available"}
)
"""What another person has to approve."""

OUTCOMES: Final[dict[Choice, Resolution]] = {
    "take": "taken",
    "pay_back": "paid_back",
    "count_paid": "counted_paid",
    "make_available": "made_available",
    "note": "noted",
}

_FITS_NO_ORDER: Final = frozenset({"amount_mismatch", "paid_before_order"})
_STILL_OWED: Final = frozenset({"refund_abnormal", "refund_closed"})


def choices(notice: OddNotice) -> tuple[Choice, ...]:
    """Give what may be decided about a notice now.

    A refund that the channel gave up is owed until it is paid by hand: noting it would forget it.
    """
    if notice.state != "open" or is_still_owed(notice):
        return ()
    if notice.reason == "first_transfer_lives":
        return ("count_paid", "make_available")
    if notice.transaction is None:
        return ("note",)
    covers = notice.expected_fen is not None and notice.amount_fen >= notice.expected_fen
    takes = notice.reason in _FITS_NO_ORDER and covers
    return ("take", "pay_back", "note") if takes else ("pay_back", "note")


def is_still_owed(notice: OddNotice) -> bool:
    """Tell whether it is of an order's refund, which is finished under the order alone."""
    return notice.reason in _STILL_OWED and notice.expected_fen is not None


def require_choice(notice: OddNotice, choice: Choice) -> None:
    """Refuse what may not be decided about a notice. Errors: illegal_transition."""
    if notice.state != "open":
        raise Refused("illegal_transition", "odd_notice_resolved", odd_notice=notice.id)
    if is_still_owed(notice):
        raise Refused("illegal_transition", "refund_still_owed", refund_id=notice.subject or "")
    if choice not in choices(notice):
        raise Refused("illegal_transition", "choice_unfit", choices=", ".join(choices(notice)))
