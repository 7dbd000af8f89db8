"""Shares follow what happened beside their order: to holds, and to what was arriving."""

from collections.abc import Mapping

from shared.domain.ledger.arrivals import Arriving, note_key
from shared.domain.ledger.balances import Balance
from shared.domain.orders.commissions import Commission, Share
from shared.domain.orders.holds import with_arrived, with_closed_hold
from shared.domain.orders.order import Order

Balances = Mapping[str, Balance]
Notes = Mapping[str, Arriving]


def followed(order: Order, commission: Commission, balances: Balances, notes: Notes) -> Commission:
    """Bring a commission's shares to where decisions and arrivals have moved them meanwhile."""
    shares = (
        followed_share(order, commission, each, balances, notes) for each in commission.shares
    )
    return commission.changed(shares=tuple(shares))


def followed_share(
    order: Order, commission: Commission, share: Share, balances: Balances, notes: Notes
) -> Share:
    """Bring one share to where they have moved it; a balance is read only where one may have."""
    if share.held:
        share = with_closed_hold(share, balances[commission.purse])
    if share.arriving:
        note = notes[key_of_note(order, commission, share.note)]
        if not note.fen:
            share = with_arrived(share, note, balances[commission.purse])
    return share


def key_of_note(order: Order, commission: Commission, number: int) -> str:
    """Give the place of the note of what an entry of an order credits to a commission's purse."""
    return note_key(commission.payee, commission.form, order.id, number)
