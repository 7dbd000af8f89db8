"""Which shares are held, and what became of them.

A decision about a hold counts for every share under its number. The balance is decided about at
once; a share follows when its order is next touched. Source: rules.md, People.
"""

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


def with_received(share: Share, fen: int, hold: int) -> Share:
    """Add to a share what its payee received: released, or held under a hold."""
    if hold:
        return share.changed(held=share.held + fen, hold=hold)
    return share.changed(released=share.released + fen)
