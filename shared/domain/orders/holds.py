"""Which shares are held or still arriving, and what became of them.

A decision about a hold counts for every share under its number. The balance is decided about at
once; a share follows when its order is next touched. So it does once its note was drained.
Source: rules.md, People.
"""

from shared.domain.ledger.arrivals import Arriving
from shared.domain.ledger.balances import Balance
from shared.domain.orders.commissions import Commission, Share


def with_closed_holds(commission: Commission, balance: Balance) -> Commission:
    """Bring a commission's held shares to where the decision about their hold has moved them."""
    return commission.changed(
        shares=tuple(with_closed_hold(share, balance) for share in commission.shares)
    )


def with_closed_hold(share: Share, balance: Balance) -> Share:
    """Bring one share to where the decision about its hold has moved it."""
    outcome = balance.closed_holds.get(share.hold)
    if outcome is None or not share.held:
        return share
    decided = share.changed(held=0, hold=0)
    if outcome == "released":
        return decided.changed(released=share.released + share.held)
    return decided.changed(forfeited=share.forfeited + share.held)


def with_arrived(share: Share, note: Arriving, balance: Balance) -> Share:
    """Bring what was arriving of a share to where it has gone; with its note, it is on its way."""
    if note.fen or not share.arriving:
        return share
    gone = with_received(share.changed(arriving=0, note=0), share.arriving, note.hold)
    return with_closed_hold(gone, balance)


def with_received(share: Share, fen: int, hold: int) -> Share:
    """Add to a share what its payee received: released, or held under a hold."""
    if hold:
        return share.changed(held=share.held + fen, hold=hold)
    return share.changed(released=share.released + fen)
