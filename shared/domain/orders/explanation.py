"""A whole order explained: who is promised what and why, where it stands, and every posting.

Source: A089; invariants I1-I3.
"""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import AwareDatetime

from shared.domain.commission.reasons import Why, explain_share
from shared.domain.commission.rounding import shares_of
from shared.domain.ledger.journal import JournalEntry, Posting, purse_of
from shared.domain.orders.order import Commission, Order, Share, Status
from shared.domain.records import Value

Reasons = Mapping[tuple[str, str | None, int | None], Why]
"""Why something was promised, by purse, rule and line."""


class ExplainedShare(Value):
    """What somebody is promised on a line by a rule, where that stands now in fen, and why.

    `out`: he is paid nothing, because he was not active, or rule or budget left him nothing.
    """

    payee: str
    line: int
    sku: str
    promised_fen: int
    out: bool
    pending_fen: int
    held_fen: int
    released_fen: int
    forfeited_fen: int
    why: Why


class ExplainedPosting(Value):
    """One posting of the order's journal, `at` when it took effect, with its reason."""

    sequence: int
    at: AwareDatetime
    cause: str
    line: int | None
    from_account: str
    to_account: str
    amount_fen: int
    why: Why | None


class Explanation(Value):
    """An order's commission to the last fraction: the promises, and all that moved of them."""

    order_id: str
    status: Status
    plan: str
    paid_at: AwareDatetime | None
    shares: tuple[ExplainedShare, ...]
    postings: tuple[ExplainedPosting, ...]


def explain_order(order: Order, journal: Sequence[JournalEntry]) -> Explanation:
    """Explain an order whose held shares stand where the decisions about them have moved them."""
    return Explanation(
        order_id=order.id,
        status=order.status,
        plan=order.plan,
        paid_at=order.paid_at,
        shares=tuple(_shares(order)),
        postings=tuple(_postings(journal, reasons_of(order))),
    )


def reasons_of(order: Order) -> Reasons:
    """Give the reason of everything that the order promises."""
    return {
        (each.purse, each.rule, share.line): explain_share(order, each, share)
        for each in order.commissions
        for share in each.shares
    }


def reason_of(posting: Posting, reasons: Reasons) -> Why | None:
    """Give the reason of a posting: it lies with the purse that it touches."""
    purses = (purse_of(posting.from_account), purse_of(posting.to_account))
    found = (reasons.get((purse, posting.rule, posting.line)) for purse in purses)
    return next((why for why in found if why), None)


def _shares(order: Order) -> Iterator[ExplainedShare]:
    skus = {line.line: line.sku for line in order.lines}
    for each in order.commissions:
        promised = shares_of([share.weight for share in each.shares])
        for share, fen in zip(each.shares, promised, strict=True):
            yield _share(order, each, share, skus[share.line], fen)


def _share(
    order: Order, commission: Commission, share: Share, sku: str, promised: int
) -> ExplainedShare:
    return ExplainedShare(
        payee=commission.payee,
        line=share.line,
        sku=sku,
        promised_fen=promised,
        out=commission.out,
        pending_fen=share.pending,
        held_fen=share.held,
        released_fen=share.released,
        forfeited_fen=share.forfeited,
        why=explain_share(order, commission, share),
    )


def _postings(journal: Sequence[JournalEntry], reasons: Reasons) -> Iterator[ExplainedPosting]:
    for entry in journal:
        for posting in entry.postings:
            yield ExplainedPosting(
                sequence=entry.sequence,
                at=entry.at,
                cause=entry.cause,
                line=posting.line,
                from_account=posting.from_account,
                to_account=posting.to_account,
                amount_fen=posting.amount_fen,
                why=reason_of(posting, reasons),
            )
