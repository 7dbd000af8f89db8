"""What a decision about a withheld payout changes: its reserved money is paid, or free again."""

from collections.abc import Sequence

from shared.domain.moments import Occasion
from shared.domain.odd_notices.odd_notices import OddNotice
from shared.domain.odd_notices.resolutions import Choice
from shared.domain.payouts import payouts, retries
from shared.domain.payouts.payouts import PayoutBook
from shared.domain.records import Record
from shared.ports import Ports
from shared.usecases.payouts.payouts import require_payout
from shared.usecases.reading import load_balance


def withheld_effects(
    ports: Ports, notice: OddNotice, choice: Choice, occasion: Occasion
) -> Sequence[Record]:
    """Give the payout and its payee's balance as decided. Errors: illegal_transition."""
    payout = require_payout(ports, notice.subject or "")
    balance = load_balance(ports.store, payout.payee)
    book = PayoutBook(payout, balance, occasion.now, occasion.cause, by=occasion.by)
    retries.decide_withheld(book, paid=choice == "count_paid")
    payouts.settle_wait(book)
    return [book.payout, book.balance, *book.entries]
