"""A channel's report that fits nothing: kept once, resolved once.

Source: invariants I20; keys.md, odd notice.
"""

import re
from hashlib import sha256
from typing import ClassVar, Final, Literal, get_args

from pydantic import AwareDatetime

from shared.domain.decisions import Decision
from shared.domain.moments import HeadRecord, Occasion, codes_of
from shared.domain.records import Queue
from shared.domain.times import iso_utc

WECHAT: Final = "wechat"
"""The channel that all of them come from."""

_NUMBER: Final = re.compile(r"[A-Za-z0-9._-]{1,50}")

OddNoticeCode = Literal["odd_notice_kept", "odd_notice_resolved"]
"""What happens to an odd notice, as its moments bear it."""

OddKind = Literal["payment", "refund", "transfer"]

OddReason = Literal[
    "amount_mismatch",
    "first_transfer_lives",
    "paid_before_order",
    "paid_twice",
    "payout_final",
    "refund_abnormal",
    "refund_closed",
    "refund_final",
    "unknown_order",
]
"""Why it could not be taken in."""

OddCase = OddReason | Literal["report_differs"]
"""What to do about it: another sum of a refund or transfer is no money that came."""

State = Literal["open", "resolved"]
STATES: Final = get_args(State)

Resolution = Literal[
    "taken", "paid_back", "paid_by_hand", "counted_paid", "made_available", "noted"
]
"""What became of it: money taken as the payment, paid back, paid by hand; or nothing moved.

A payout that was withheld was counted as paid, or made available to its payee again.
"""


class OddNotice(HeadRecord):
    """Money that was reported and cannot be taken in; `reason` is the refusal's code.

    `notice` is its number at the channel: of a payment the transaction's, which a notice and an
    answer tell alike. `order` is the number that it is about: an order's, or a transfer's.
    `transaction`, `paid_under` and `paid_at` are of a payment, `subject` is the refund or payout
    that was contradicted. `expected_fen` is what should have come. Nobody decided where time or
    the channel did.
    """

    called: ClassVar[str] = "odd_notice"
    codes: ClassVar[frozenset[str]] = codes_of(OddNoticeCode)

    channel: str
    notice: str
    kind: OddKind = "payment"
    reason: str
    order: str
    amount_fen: int
    expected_fen: int | None = None
    at: AwareDatetime
    transaction: str | None = None
    paid_under: str | None = None
    paid_at: AwareDatetime | None = None
    subject: str | None = None
    state: State = "open"
    resolution: Resolution | None = None
    resolved_at: AwareDatetime | None = None
    decision: Decision | None = None

    @property
    def key(self) -> str:
        """Its number at its channel."""
        return f"{self.channel}/{self.notice}"

    @property
    def case(self) -> str:
        """What people are told to do about it: by its reason, and what it is a report of."""
        differs = self.reason == "amount_mismatch" and self.kind != "payment"
        return "report_differs" if differs else self.reason

    @property
    def id(self) -> str:
        """What people call it by."""
        return self.key.replace("/", ":", 1)


def spelt(number: str) -> str:
    """Give a channel's number as an id can bear it: itself, or its digest."""
    return number if _NUMBER.fullmatch(number) else sha256(number.encode()).hexdigest()[:32]


def key_of_payment(transaction: str) -> str:
    """Give the key of what is kept of a payment."""
    return f"{WECHAT}/{spelt(transaction)}"


def key_of_refund(refund: str) -> str:
    """Give the key of what is kept of a refund that the channel gave up."""
    return f"{WECHAT}/refund-{refund}"


def key_of(notice_id: str) -> str:
    """Give the key of what people call by an id; by a number alone, of WeChat's."""
    channel, colon, number = notice_id.partition(":")
    return f"{channel}/{number}" if colon else f"{WECHAT}/{notice_id}"


def kept(notice: OddNotice, occasion: Occasion) -> OddNotice:
    """Let a notice tell that it waits for somebody."""
    facts = {"reason": notice.reason, "order": notice.order}
    return notice.telling(
        occasion.moment("odd_notice_kept", amount_fen=notice.amount_fen, facts=facts)
    )


def resolved(
    notice: OddNotice, resolution: Resolution, occasion: Occasion, decision: Decision | None = None
) -> OddNotice:
    """Close a notice, once: nobody has to look at it any more."""
    closed = notice.changed(
        state="resolved", resolution=resolution, resolved_at=occasion.now, decision=decision
    )
    facts = {"reason": notice.reason, "order": notice.order, "resolution": resolution}
    return closed.telling(
        occasion.moment("odd_notice_resolved", amount_fen=notice.amount_fen, facts=facts)
    )


def _place(notice: OddNotice) -> tuple[str, str]:
    return notice.state, f"{iso_utc(notice.at)}#{notice.key}"


ODD_NOTICES = Queue("ODDNOTICES", OddNotice, _place)
"""All odd notices by their state, the longest kept first."""
