"""What finance sends and gets about odd notices; amounts are integer fen."""

from typing import Self

from pydantic import AwareDatetime

from shared.domain.decisions import Decision, Reason
from shared.domain.odd_notices.odd_notices import OddKind, OddNotice, Resolution, State
from shared.domain.odd_notices.resolutions import OUTCOMES, Choice, choices
from shared.domain.records import Value
from shared.edge.http.pages import Listed
from shared.usecases.odd_notices.resolving import Resolving
from shared.words.catalogue import has_term, term

_SAME = (
    "channel",
    "kind",
    "reason",
    "order",
    "amount_fen",
    "expected_fen",
    "at",
    "transaction",
    "paid_at",
    "subject",
    "state",
    "resolution",
    "resolved_at",
)


class OddNoticeView(Value):
    """What the channel reported that does not fit, what may be decided, what became of it.

    `order` is the number that it is about: an order's, or a transfer's; `subject` the refund or
    payout that it contradicts. `advice` says what to do next. Nobody decided where the channel or
    time settled it.
    """

    odd_notice: str
    channel: str
    kind: OddKind
    reason: str
    advice: str | None
    advice_zh: str | None
    order: str
    amount_fen: int
    expected_fen: int | None
    at: AwareDatetime
    transaction: str | None
    paid_at: AwareDatetime | None
    subject: str | None
    state: State
    choices: tuple[Choice, ...]
    resolution: Resolution | None
    resolved_at: AwareDatetime | None
    decision: Decision | None

    @classmethod
    def of(cls, notice: OddNotice) -> Self:
        """Show an odd notice."""
        known = has_term("odd_case", notice.case)
        advice = term("odd_case", notice.case) if known else None
        return cls(
            odd_notice=notice.id,
            advice=advice.en if advice else None,
            advice_zh=advice.zh if advice else None,
            choices=choices(notice),
            decision=notice.decision,
            **{name: getattr(notice, name) for name in _SAME},
        )


class OddNotices(Listed[OddNoticeView]):
    """Odd notices, the longest kept first; where `next` is not null, more follow behind it."""


class ResolveOddNotice(Value):
    """What is decided about an odd notice, and why; where money moves, another person approves."""

    choice: Choice
    reason: Reason


class ResolutionReceipt(Value):
    """The decision was taken; with a proposal it waits for another person at /v1/approvals."""

    odd_notice: str
    resolution: Resolution
    proposal_id: str | None

    @classmethod
    def of(cls, resolving: Resolving, choice: Choice) -> Self:
        """Make the receipt of a decision."""
        proposal = resolving.proposal
        return cls(
            odd_notice=resolving.notice.id,
            resolution=OUTCOMES[choice],
            proposal_id=proposal.id if proposal else None,
        )
