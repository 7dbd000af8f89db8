"""Which shares are held, and what became of them.

A decision about a hold counts for every share under its number. The balance is decided about at
once; a share follows when its order is next touched. Source: rules.md, People.
"""

from shared.domain.ledger.balances import Balance
from shared.domain.orders.order import Commission, Share


def with_closed_holds(commission: Commission, balance: Balance) -> Commission:
    """Bring a commission's held shares to where the decision about their hold has moved them."""
    return commission.model_copy(
        update={"shares": tuple(with_closed_hold(share, balance) for share in commission.shares)}
    )


def with_closed_hold(share: Share, balance: Balance) -> Share:
    """Bring one share to where the decision about its hold has moved it."""
    outcome = balance.closed_holds.get(share.hold)
    if outcome is None or not share.held:
        return share
    moved: dict[str, int] = {"held": 0, "hold": 0}
    moved[outcome] = getattr(share, outcome) + share.held
    return share.model_copy(update=moved)


def with_received(share: Share, fen: int, hold: int) -> Share:
    """Add to a share what its payee received: released, or held under a hold."""
    if hold:
        return share.model_copy(update={"held": share.held + fen, "hold": hold})
    return share.model_copy(update={"released": share.released + fen})
