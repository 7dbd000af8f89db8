"""Where an order's credits are posted: to the payee's balance, or beside it while that is busy.

It is the one place: whatever credits payees of an order does it here. Source: rules.md, Release.
"""

from shared.domain.ledger.arrivals import Arriving
from shared.domain.ledger.balances import receive
from shared.domain.ledger.journal import About, Posting, account
from shared.domain.orders.book import OrderBook
from shared.domain.orders.commissions import Commission, Share
from shared.domain.orders.following import followed_share, key_of_note
from shared.domain.orders.holds import with_received

Credited = tuple[Share, list[Posting]]


def credit_share(
    book: OrderBook, commission: Commission, share: Share, source: str, fen: int
) -> Credited:
    """Credit a share's payee from an account; a busy balance is not touched, not even read."""
    share = followed_share(book.order, commission, share, book.balances, book.notes)
    if commission.purse in book.busy:
        return _noted(book, commission, share, source, fen)
    before, about = book.balances[commission.purse], About(share.line, commission.rule)
    after, postings, hold = receive(before, source, fen, about)
    book.balances[commission.purse] = after
    return with_received(share, fen, hold), postings


def take_arriving(book: OrderBook, commission: Commission, share: Share, fen: int) -> Credited:
    """Take back what is still arriving of a share, from its note; no balance is touched."""
    key = key_of_note(book.order, commission, share.note)
    note = book.notes[key]
    book.notes[key] = note.changed(fen=note.fen - fen)
    arriving = account(commission.purse, "arriving")
    posting = _posting(commission, share, arriving, commission.source, fen)
    return share.changed(arriving=share.arriving - fen), [posting]


def _noted(
    book: OrderBook, commission: Commission, share: Share, source: str, fen: int
) -> Credited:
    """Post to a note: that in which the share is arriving, else one of the entry that is next."""
    number = share.note if share.arriving else book.order.journal.sequence + 1
    key = key_of_note(book.order, commission, number)
    if not share.arriving and key not in book.notes:
        book.notes[key] = _note(book, commission, number)
    note = book.notes[key]
    book.notes[key] = note.changed(fen=note.fen + fen)
    posting = _posting(commission, share, source, account(commission.purse, "arriving"), fen)
    return share.changed(arriving=share.arriving + fen, note=number), [posting]


def _note(book: OrderBook, commission: Commission, number: int) -> Arriving:
    payee, form = commission.payee, commission.form
    return Arriving(payee=payee, form=form, order=book.order.id, number=number)


def _posting(commission: Commission, share: Share, source: str, target: str, fen: int) -> Posting:
    return Posting(
        from_account=source,
        to_account=target,
        amount_fen=fen,
        line=share.line,
        rule=commission.rule,
    )
