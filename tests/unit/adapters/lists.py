"""Short words for the lists that several tests ask for."""

from collections.abc import Sequence

from shared.domain.ledger.balances import PAYEES
from shared.domain.payouts.settlement_lines import SettlementLine
from shared.ports import Store


def payees_of(store: Store, shard: int, after: str, limit: int) -> Sequence[str]:
    return store.waiting(PAYEES, str(shard), after=after, limit=limit).items


def proposals_of(
    store: Store, period: str, shard: int, after: str, limit: int
) -> Sequence[SettlementLine]:
    return store.listed(SettlementLine, f"{period}/{shard:02d}", after=after, limit=limit).items
