"""Reasons that several kinds give alike."""

from shared.domain.commission.facts import LineFacts, OrderFacts, Upline
from shared.domain.commission.not_paid import NotPaidFor
from shared.domain.rules.order_rule import WhyNot


def always(reason: NotPaidFor) -> WhyNot:
    """Give the only reason that a kind has, but for goods that nobody paid for."""

    def ask(_facts: OrderFacts, line: LineFacts, _depth: int, _payee: Upline) -> NotPaidFor | None:
        return reason if line.base_fen else "nothing_paid"

    return ask
