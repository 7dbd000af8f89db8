"""Where every kind of record, pointer and index entry stands in the one table."""

import zlib
from datetime import datetime
from typing import NamedTuple

from shared.domain.awards.manual_awards import ManualAward
from shared.domain.channel.odd_notices import OddNotice
from shared.domain.done_commands import DoneCommand
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import JournalEntry
from shared.domain.network.bindings import Binding, BindingChange
from shared.domain.network.conduct import Violation
from shared.domain.network.people import (
    Distributor,
    ProfileChange,
    ReferralCode,
    RelationChange,
    Tree,
)
from shared.domain.network.transfers import TransferProposal
from shared.domain.orders.budgets import BudgetSlice
from shared.domain.orders.disputes import Dispute
from shared.domain.orders.milestones import FirstSale, Restocks
from shared.domain.orders.order import Order, Refund
from shared.domain.orders.paid_orders import PaidPlace
from shared.domain.orders.references import Reference
from shared.domain.payouts.payouts import Payout
from shared.domain.payouts.settlements import Proposal, SettlementRun
from shared.domain.periods.awards import PeriodAward, Reckoning, award_key
from shared.domain.periods.evaluations import Evaluation
from shared.domain.periods.recounts import Recount
from shared.domain.periods.sales import CountedSale
from shared.domain.plans.period_rules import Role
from shared.domain.records import AwaitingRecord, Record
from shared.domain.rulebook.rule_proposals import RuleProposal
from shared.domain.rulebook.versions import RuleKind, RuleVersion
from shared.domain.times import iso_utc

DUE_SHARDS = 64

SALE = "SALE#"
"""How the pointer to an own sale begins."""

PAID = "PAID#"
"""How the pointer to an order in the list of a day begins."""

OPEN_TRANSFERS = "TRANSFERS"
"""The index partition of all undecided transfers: a few, decided by people, so one is enough."""


OPEN_AWARDS = "AWARDS"
"""The index partition of all manual awards that wait for a second person: a few as well."""


class ItemKey(NamedTuple):
    """An item's primary key."""

    pk: str
    sk: str


_PLACES: dict[type[Record], ItemKey] = {
    Order: ItemKey("ORDER#{0}", "ORDER"),
    Refund: ItemKey("ORDER#{0}", "REFUND#{1}"),
    Dispute: ItemKey("ORDER#{0}", "DISPUTE#{1}#{2}"),
    Reference: ItemKey("REFERENCE#{0}#{1}", "REFERENCE"),
    JournalEntry: ItemKey("{0}", "JOURNAL#{1}"),
    Recount: ItemKey("ORDER#{0}", "RECOUNT"),
    Payout: ItemKey("PAYOUT#{0}", "PAYOUT"),
    Distributor: ItemKey("PAYEE#{0}", "PROFILE"),
    RelationChange: ItemKey("PAYEE#{0}", "UPLINE#{1}"),
    ProfileChange: ItemKey("PAYEE#{0}", "CHANGE#{1}"),
    TransferProposal: ItemKey("PAYEE#{0}", "TRANSFER#{1}"),
    FirstSale: ItemKey("PAYEE#{0}", "FIRSTSALE"),
    Restocks: ItemKey("PAYEE#{0}", "RESTOCKS"),
    Tree: ItemKey("TREE", "TREE"),
    Binding: ItemKey("BUYER#{0}", "BINDING"),
    BindingChange: ItemKey("BUYER#{0}", "BOUND#{1}"),
    ReferralCode: ItemKey("CODE#{0}", "LINK"),
    SettlementRun: ItemKey("RUN#{0}", "RUN"),
    Proposal: ItemKey("RUN#{0}", "PAYEE#{1}#{2}"),
    RuleVersion: ItemKey("RULES#{0}", "v#{1}"),
    RuleProposal: ItemKey("RULES#{0}", "PROPOSAL#{1}"),
    Violation: ItemKey("PAYEE#{0}", "VIOLATION#{1}#{2}"),
    ManualAward: ItemKey("PAYEE#{0}", "MANUAL#{1}"),
    CountedSale: ItemKey("PAYEE#{0}", "COUNTED#{1}#{2}#{3}"),
    PeriodAward: ItemKey("PAYEE#{0}", "PERIOD#{1}#{2}"),
    Reckoning: ItemKey("{0}", "RECKONED#{1}"),
    Evaluation: ItemKey("EVALUATED#{0}", "RULE#{1}"),
    BudgetSlice: ItemKey("BUDGET#{0}#{1}#{2}", "SLICE"),
    DoneCommand: ItemKey("REQUEST#{0}", "REQUEST"),
    OddNotice: ItemKey("NOTICE#{0}#{1}", "NOTICE"),
}

_DUE_NAMES: dict[type[AwaitingRecord], str] = {
    Order: "ORDER",
    Refund: "REFUND",
    Payout: "PAYOUT",
    SettlementRun: "RUN",
    Evaluation: "EVALUATION",
    PeriodAward: "AWARD",
    Recount: "RECOUNT",
}
_DUE_KINDS = {name: kind for kind, name in _DUE_NAMES.items()}


def key_of(kind: type[Record], key: str) -> ItemKey:
    """The item that holds a record; `key` is the record's own, its parts divided by `/`."""
    if kind is Balance:
        payee, _, form = key.partition("/")
        return ItemKey(f"PAYEE#{payee}", f"BALANCE#{form}" if form else "BALANCE")
    place = _PLACES[kind]
    parts = key.split("/", maxsplit=place.pk.count("{") + place.sk.count("{") - 1)
    return ItemKey(place.pk.format(*parts), place.sk.format(*parts))


def order_pointer(payee: str, order: Order) -> ItemKey:
    """The item by which a payee's orders are found, in the order of their creation."""
    return ItemKey(f"PAYEE#{payee}", f"ORDER#{iso_utc(order.created_at)}#{order.id}")


def paid_pointer(place: PaidPlace) -> ItemKey:
    """The item by which an order is found by the day of its payment."""
    return ItemKey(f"LIST#{place.day}#{place.shard}", f"{PAID}{place.place}")


def sale_pointer(seller: str, paid_at: datetime, order: str) -> ItemKey:
    """The item by which a distributor's own sales are found, in the order of their payment."""
    return ItemKey(f"PAYEE#{seller}", f"{SALE}{iso_utc(paid_at)}#{order}")


def payout_pointer(payout: Payout) -> ItemKey:
    """The item by which a payee's payouts are found."""
    return ItemKey(f"PAYEE#{payout.payee}", f"PAYOUT#{iso_utc(payout.requested_at)}#{payout.id}")


def award_pointer(award: PeriodAward) -> ItemKey:
    """The item by which a period's awards are found, by payee."""
    return ItemKey(f"EVALUATED#{award.period}", f"AWARD#{award.payee}#{award.rule}")


def awarded(pointer: ItemKey) -> ItemKey:
    """The award that a pointer leads to."""
    period = pointer.pk.partition("#")[2]
    _, payee, rule = pointer.sk.split("#")
    return key_of(PeriodAward, award_key(payee, period, rule))


def counted_range(person: str, role: Role, first: str, last: str) -> tuple[str, str, str]:
    """Where the orders that count for somebody stand: the partition, the first and the last key."""
    place = f"COUNTED#{role}#"
    return f"PAYEE#{person}", f"{place}{first}#", f"{place}{last}$"


def counted_order(item: ItemKey) -> ItemKey:
    """The order that counts for somebody in a month."""
    return key_of(Order, item.sk.rsplit("#", maxsplit=1)[1])


def pointed_to(pointer: ItemKey) -> ItemKey:
    """The order or payout that a pointer leads to."""
    name, _, record_id = pointer.sk.split("#")
    if pointer.sk.startswith((SALE, PAID)):
        name = "ORDER"
    return ItemKey(f"{name}#{record_id}", name)


def due_partition(shard: int) -> str:
    """The index partition of one shard of all that is due."""
    return f"DUE#{shard}"


def due_key(record: AwaitingRecord) -> ItemKey:
    """A waiting record's place in the index: sharded by its key, sorted by its due time."""
    shard = zlib.crc32(record.key.encode()) % DUE_SHARDS
    name = _DUE_NAMES[type(record)]
    return ItemKey(due_partition(shard), f"{iso_utc(record.due_at)}#{name}#{record.key}")


def read_due(sort_key: str) -> tuple[datetime, type[AwaitingRecord], str]:
    """When which record is due, by its sort key in the index."""
    due_at, name, key = sort_key.split("#", maxsplit=2)
    return datetime.fromisoformat(due_at), _DUE_KINDS[name], key


def open_transfer_key(proposal: TransferProposal) -> ItemKey:
    """An undecided transfer's place in the index: the oldest first."""
    return ItemKey(OPEN_TRANSFERS, f"{iso_utc(proposal.proposed_at)}#{proposal.key}")


def open_award_key(award: ManualAward, since: datetime) -> ItemKey:
    """A waiting manual award's place in the index: the oldest first."""
    return ItemKey(OPEN_AWARDS, f"{iso_utc(since)}#{award.key}")


def open_rules_partition(kind: RuleKind) -> str:
    """The index partition of all undecided proposals of the plan or policy: a few as well."""
    return f"PROPOSED#{kind}"


def open_rule_key(proposal: RuleProposal) -> ItemKey:
    """An undecided rule's place in the index: the oldest first."""
    place = f"{iso_utc(proposal.proposed_at)}#{proposal.id}"
    return ItemKey(open_rules_partition(proposal.kind), place)


def payees_partition(shard: int) -> str:
    """The index partition of one shard of all payees."""
    return f"PAYEES#{shard}"
