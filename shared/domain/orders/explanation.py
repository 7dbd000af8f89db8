"""A whole order explained: who is promised what and why, where it stands, and every posting.

Source: A089; invariants I1-I3.
"""

from collections.abc import Iterator, Sequence

from pydantic import AwareDatetime

from shared.domain.commission.not_paid import NotPaid
from shared.domain.ledger.journal import JournalEntry
from shared.domain.orders.commissions import Commission, NobodyPromised, Share
from shared.domain.orders.kept_order import Status
from shared.domain.orders.order import Order
from shared.domain.orders.posting_reasons import explain_postings
from shared.domain.orders.promises import first_promised
from shared.domain.orders.share_reasons import Why, explain_shares
from shared.domain.records import Value


class ExplainedShare(Value):
    """What somebody is promised on a line by a rule, where that stands now in fen, and why.

    `out`: he is paid nothing; `why.withheld` says why.
    """

    payee: str
    line: int
    sku: str
    promised_fen: int
    out: bool
    pending_fen: int
    arriving_fen: int = 0
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
    """An order's commission to the last fraction: the promises, and all that moved of them.

    `not_paid`: whom a rule of the plan pays nothing, and why. `nobody_above`: when the order was
    created the buyer belonged to nobody or, where the plan compresses, to nobody active;
    `nobody_because` says which. A link binds a buyer only where the policy says so.
    """

    order_id: str
    status: Status
    plan: str
    paid_at: AwareDatetime | None
    nobody_above: bool
    nobody_because: NobodyPromised | None
    shares: tuple[ExplainedShare, ...]
    not_paid: tuple[NotPaid, ...]
    postings: tuple[ExplainedPosting, ...]


def explain_order(order: Order, journal: Sequence[JournalEntry]) -> Explanation:
    """Explain an order whose held shares stand where the decisions about them have moved them."""
    return Explanation(
        order_id=order.id,
        status=order.status,
        plan=order.plan,
        paid_at=order.paid_at,
        nobody_above=order.nobody_above is not None,
        nobody_because=order.nobody_above,
        shares=tuple(_shares(order)),
        not_paid=order.not_paid,
        postings=tuple(_postings(order, journal)),
    )


def _shares(order: Order) -> Iterator[ExplainedShare]:
    skus = {line.line: line.sku for line in order.lines}
    for each in order.commissions:
        promised, whys = first_promised(each, order.lines), explain_shares(order, each)
        for share, fen, why in zip(each.shares, promised, whys, strict=True):
            yield _share(each, share, skus[share.line], fen, why)


def _share(
    commission: Commission, share: Share, sku: str, promised: int, why: Why
) -> ExplainedShare:
    return ExplainedShare(
        payee=commission.payee,
        line=share.line,
        sku=sku,
        promised_fen=promised,
        out=commission.out,
        pending_fen=share.pending,
        arriving_fen=share.arriving,
        held_fen=share.held,
        released_fen=share.released,
        forfeited_fen=share.forfeited,
        why=why,
    )


def _postings(order: Order, journal: Sequence[JournalEntry]) -> Iterator[ExplainedPosting]:
    for entry, posting, why in explain_postings(order, journal):
        yield ExplainedPosting(
            sequence=entry.sequence,
            at=entry.at,
            cause=entry.cause,
            line=posting.line,
            from_account=posting.from_account,
            to_account=posting.to_account,
            amount_fen=posting.amount_fen,
            why=why,
        )
