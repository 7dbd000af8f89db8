"""What every Store promises of its lists, in memory and over DynamoDB alike."""

from datetime import timedelta

from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import Chain, JournalEntry
from shared.domain.ledger.shards import SHARDS, shard_of
from shared.domain.network.people import Distributor, RelationChange
from shared.domain.orders.disputes import Dispute
from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import pointers_of
from shared.domain.orders.refund_record import Refund
from shared.domain.payouts.payouts import Payout
from shared.domain.payouts.settlement_lines import line_shard
from shared.domain.payouts.settlements import SettlementRun
from shared.domain.records import NOTHING
from shared.domain.rulebook.versions import RuleVersion
from shared.domain.times import FAR
from shared.ports import Due, Store
from shared.usecases.lists import all_of
from shared.usecases.orders.order_lists import orders_paying
from shared.usecases.payouts.payout_lists import payouts_of
from tests.unit.adapters.lists import payees_of, proposals_of
from tests.unit.adapters.samples import T0, at
from tests.unit.adapters.table.ledger import entry
from tests.unit.adapters.table.network import relation
from tests.unit.adapters.table.orders import dispute, order, refund
from tests.unit.adapters.table.payouts import payout, proposal, run
from tests.unit.adapters.table.rulebook import rule


def payees_of_shard(shard: int, count: int) -> list[str]:
    names = (f"P{number:03d}" for number in range(1_000))
    return [name for name in names if line_shard(name) == shard][:count]


def pay(store: Store, new: Order) -> Order:
    """Store an order as paid and point to it."""
    paid = new.changed(paid_at=at(1))
    store.commit([paid])
    store.point(pointers_of(paid))
    return paid.changed(version=1)


def test_everything_due_is_given_earliest_first_whatever_its_kind(store: Store) -> None:
    store.commit(
        [
            order("LATE", due_at=at(9)),
            refund("R", "LATE", awaiting="refund", due_at=at(2)),
            payout("P", awaiting="result", due_at=at(3)),
            run("2026-02", awaiting="proposals", due_at=at(1)),
            order("EARLY", due_at=at(0)),
        ]
    )
    assert list(store.due(at(9))) == [
        Due(at(0), Order, "EARLY"),
        Due(at(1), SettlementRun, "2026-02"),
        Due(at(2), Refund, "LATE/R"),
        Due(at(3), Payout, "P"),
        Due(at(9), Order, "LATE"),
    ]


def test_what_is_due_in_the_very_second_is_due_and_a_second_later_is_not(store: Store) -> None:
    store.commit([order(due_at=at(5))])
    assert list(store.due(at(5) - timedelta(seconds=1))) == []
    assert [due.key for due in store.due(at(5))] == ["ORDERA"]
    assert [due.key for due in store.due(at(5) + timedelta(microseconds=1))] == ["ORDERA"]


def test_what_is_due_moves_with_its_record_and_ends_with_its_wait(store: Store) -> None:
    store.commit([order(due_at=at(1))])
    assert [due.key for due in store.due(at(1))] == ["ORDERA"]
    store.commit([order(due_at=at(8), version=1)])
    assert list(store.due(at(7))) == []
    assert list(store.due(at(8))) == [Due(at(8), Order, "ORDERA")]
    store.commit([order(awaiting=NOTHING, due_at=FAR, version=2)])
    assert list(store.due(FAR)) == []


def test_a_wait_that_only_a_fact_ends_is_not_due(store: Store) -> None:
    store.commit([order(due_at=FAR)])
    assert list(store.due(at(10_000_000))) == []


def test_a_journal_is_given_in_sequence_and_of_its_subject_only(store: Store) -> None:
    chain, first = entry("PAYOUT#P")
    chain, second = entry("PAYOUT#P", chain)
    _, other = entry("PAYOUT#PP", Chain())
    store.commit([second, other, first])
    assert [e.sequence for e in all_of(store, JournalEntry, "PAYOUT#P")] == [1, 2]
    assert [e.digest for e in all_of(store, JournalEntry, "PAYOUT#P")] == [
        first.digest,
        second.digest,
    ]
    assert all_of(store, JournalEntry, "DECISION#P") == []


def test_refunds_are_given_by_number_and_of_their_order_only(store: Store) -> None:
    store.commit([order(), refund("B"), refund("A"), refund("C", "ORDERAB"), entry()[1]])
    assert [found.id for found in all_of(store, Refund, "ORDERA")] == ["A", "B"]
    assert all_of(store, Refund, "ORDER") == []


def test_disputes_are_given_by_kind_and_case_and_of_their_order_only(store: Store) -> None:
    won = dispute("2", kind="dispute_won")
    store.commit([order(), won, dispute("3"), dispute("1"), dispute("4", "ORDERAB"), refund()])
    assert [found.case.number for found in all_of(store, Dispute, "ORDERA")] == ["1", "3", "2"]
    assert all_of(store, Dispute, "ORDER") == []


def test_relations_are_given_oldest_first(store: Store) -> None:
    for change in (relation(10), relation(2), relation(1), relation(1, "AA")):
        store.commit([change])
    assert [change.number for change in all_of(store, RelationChange, "A")] == [1, 2, 10]


def test_payouts_are_given_as_they_were_asked_for_and_of_their_payee_only(store: Store) -> None:
    store.commit([payout("B")])
    store.commit([payout("A", requested_at=at(1)), payout("C", "AA")])
    assert [found.id for found in payouts_of(store, "A").items] == ["B", "A"]
    assert list(payouts_of(store, "B").items) == []


def test_a_changed_payout_is_found_once_as_it_is_now(store: Store) -> None:
    store.commit([payout("A")])
    store.commit([payout("A", version=1, queries=3)])
    assert [found.queries for found in payouts_of(store, "A").items] == [3]


def test_orders_are_found_by_every_payee_oldest_first(store: Store) -> None:
    newer = pay(store, order("A", "alice", "bob", created_at=at(2)))
    older = pay(store, order("B", "alice", created_at=at(1)))
    same_second = pay(store, order("C", "alice", created_at=at(1)))
    assert orders_paying(store, "alice").items == [older, same_second, newer]
    assert orders_paying(store, "bob").items == [newer]
    assert orders_paying(store, "ali").items == []


def test_pointing_again_changes_nothing_and_unpaid_orders_are_not_found(store: Store) -> None:
    paid = pay(store, order("A", "alice"))
    store.point(pointers_of(paid))
    unpaid = order("B", "alice")
    store.commit([unpaid])
    store.point(pointers_of(unpaid))
    assert orders_paying(store, "alice").items == [paid]


def test_payees_are_given_page_by_page_by_shard(store: Store) -> None:
    payees = payees_of_shard(3, 5)
    store.commit([Balance(payee=payee) for payee in reversed(payees)])
    store.commit([Balance(payee=payees_of_shard(4, 1)[0])])
    store.commit([Balance(payee=payees[0], form="points")])
    assert payees_of(store, 3, "", 2) == payees[:2]
    assert payees_of(store, 3, payees[1], 2) == payees[2:4]
    assert payees_of(store, 3, payees[3], 2) == payees[4:]
    assert payees_of(store, 3, payees[4], 2) == []
    assert [len(payees_of(store, shard, "", 9)) for shard in range(SHARDS)] == [
        0,
        0,
        0,
        5,
        1,
        0,
        0,
        0,
    ]


def test_a_payee_whose_name_begins_with_anothers_is_behind_him(store: Store) -> None:
    short = "A"
    long = next(
        name for name in (f"A-{n}" for n in range(999)) if line_shard(name) == line_shard("A")
    )
    store.commit([Balance(payee=long), Balance(payee=short), proposal(long), proposal(short)])
    assert payees_of(store, shard_of(short), short, 9) == [long]
    shard = line_shard(short)
    assert [p.payee for p in proposals_of(store, "2026-02", shard, short, 9)] == [long]


def test_proposals_are_given_page_by_page_by_shard_and_period(store: Store) -> None:
    payees = payees_of_shard(3, 5)
    neighbours = [payees_of_shard(shard, 1)[0] for shard in (2, 4)]
    store.commit([proposal(payee) for payee in (*payees, *neighbours)])
    store.commit([run("2026-02"), proposal(payees[0], "2026-01")])
    pages = [proposals_of(store, "2026-02", 3, after, 2) for after in ("", payees[1], payees[3])]
    assert [[p.payee for p in page] for page in pages] == [payees[:2], payees[2:4], payees[4:]]
    assert [p.period for p in proposals_of(store, "2026-01", 3, "", 9)] == ["2026-01"]
    assert proposals_of(store, "2026-02", 3, payees[4], 9) == []


def test_rule_versions_are_given_oldest_first_and_a_new_one_is_seen(store: Store) -> None:
    assert not all_of(store, RuleVersion, "plan")
    store.commit([rule(number, "plan") for number in (10, 2, 1)])
    assert [version.number for version in all_of(store, RuleVersion, "plan")] == [1, 2, 10]
    store.commit([rule(11, "plan"), rule(1, "policy")])
    assert [version.number for version in all_of(store, RuleVersion, "plan")] == [1, 2, 10, 11]
    assert all_of(store, RuleVersion, "plan")[0].effective_from == T0


def test_distributors_are_given_by_their_ids_without_the_unknown(store: Store) -> None:
    people = [f"P{number:03d}" for number in range(120)]
    for first in range(0, 120, 40):
        few = people[first : first + 40]
        store.commit([Distributor(id=person, joined_at=T0) for person in few])
    found = store.get_all(Distributor, [*reversed(people), "nobody"])
    assert [each.id for each in found] == list(reversed(people))
    assert store.get_all(Distributor, []) == []
