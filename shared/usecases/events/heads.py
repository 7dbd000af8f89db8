"""The kinds of records that tell their lives, by the names that events call them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from shared.domain.approvals.proposals import Proposal
from shared.domain.awards.manual_awards import ManualAward
from shared.domain.moments import HeadRecord
from shared.domain.network.people import Distributor
from shared.domain.orders.order import Order, Refund
from shared.domain.payouts.payouts import Payout
from shared.domain.payouts.settlements import SettlementRun
from shared.domain.periods.awards import PeriodAward
from shared.ports import Store

HEADS: Final[Mapping[str, type[HeadRecord]]] = {
    kind.called: kind
    for kind in (
        Order,
        Refund,
        Payout,
        SettlementRun,
        Distributor,
        Proposal,
        PeriodAward,
        ManualAward,
    )
}


class Head(NamedTuple):
    """A record that tells its life, by its kind and key."""

    kind: type[HeadRecord]
    key: str

    @classmethod
    def of(cls, subject: str) -> "Head":
        """Read the subject of events. Errors: `KeyError` for a kind that nobody knows."""
        called, _, key = subject.partition("/")
        return cls(HEADS[called], key)


def load_heads(store: Store, heads: Iterable[Head]) -> Iterator[HeadRecord]:
    """Load records as they are now, each once, kind by kind."""
    by_kind: dict[type[HeadRecord], dict[str, None]] = {}
    for kind, key in heads:
        by_kind.setdefault(kind, {})[key] = None
    for kind, keys in by_kind.items():
        yield from store.get_all(kind, keys, exact=True)
