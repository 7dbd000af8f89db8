"""What must hold of all books at any time: the invariants of the commission ledger."""

from collections import defaultdict
from collections.abc import Iterable

from infra.memory.store import MemoryStore
from shared.domain.commission.rounding import earned
from shared.domain.ledger.arrivals import Arriving
from shared.domain.ledger.balances import Balance, new_balance
from shared.domain.ledger.journal import (
    BRAND,
    COMMISSION,
    JournalEntry,
    State,
    account,
    digest_of,
    totals,
)
from shared.domain.money import UNITS
from shared.domain.orders.commissions import Commission
from shared.domain.orders.following import followed, key_of_note
from shared.domain.orders.holds import with_closed_hold
from shared.domain.orders.next_step import next_step
from shared.domain.orders.order import Order
from shared.domain.orders.promises import remaining_weights
from shared.domain.orders.refund_record import Refund
from shared.domain.periods.awards import PeriodAward
from shared.domain.records import NOTHING
from shared.usecases.ledger.notes import Notes
from shared.usecases.ledger.purses import Balances
from shared.usecases.lists import all_of

STORED: tuple[State, ...] = ("available", "reserved", "paid", "held", "forfeited")
SPREAD_KIND = "price_spread"


def check_books(store: MemoryStore) -> None:
    """Assert every invariant over a whole store."""
    _check_chains(store)
    _check_balances(store)
    for order in store.all(Order):
        _check_arriving(store, order)
        _check_shares(store, order)
        _check_caps(order)
        _check_refunds(store, order)
        _check_end(order)
        assert (order.awaiting, order.due_at) == next_step(order)
    for award in store.all(PeriodAward):
        _check_award(store, award)


def _check_chains(store: MemoryStore) -> None:
    subjects: defaultdict[str, list[JournalEntry]] = defaultdict(list)
    for entry in store.all(JournalEntry):
        subjects[entry.subject].append(entry)
    for entries in subjects.values():
        previous = ""
        for number, entry in enumerate(entries, start=1):
            assert entry.sequence == number
            assert entry.previous == previous
            assert entry.digest == digest_of(entry)
            assert entry.recorded_at >= entry.at
            previous = entry.digest
    ends = {f"ORDER#{order.id}": order.journal for order in store.all(Order)}
    ends |= {balance.books: balance.journal for balance in store.all(Balance)}
    ends |= {award.subject: award.journal for award in store.all(PeriodAward)}
    for subject, end in ends.items():
        entries = subjects[subject]
        assert end.sequence == len(entries)
        assert end.digest == (entries[-1].digest if entries else "")


def _check_balances(store: MemoryStore) -> None:
    """Each purse is the sum of its postings, and no money lies on an account that nobody knows."""
    accounts = totals(store.all(JournalEntry))
    assert sum(accounts.values()) == 0
    known = _pending(store.all(Order))
    for note in store.all(Arriving):
        known[account(note.purse, "arriving")] += note.fen
    for balance in store.all(Balance):
        assert not (balance.available and balance.debt), "debt is repaid before money is available"
        assert balance.standing == _load(store, balance.payee).standing
        known[account(balance.key, "debt")] = -balance.debt
        for state in STORED:
            known[account(balance.key, state)] = getattr(balance, state)
    of_people = {name: fen for name, fen in accounts.items() if not name.startswith(f"{BRAND}:")}
    for name in known.keys() | of_people.keys():
        assert known.get(name, 0) == of_people.get(name, 0), name


def _pending(orders: Iterable[Order]) -> defaultdict[str, int]:
    pending: defaultdict[str, int] = defaultdict(int)
    for order in orders:
        for each in order.commissions:
            pending[account(each.purse, "pending")] += sum(share.pending for share in each.shares)
    return pending


def _check_shares(store: MemoryStore, order: Order) -> None:
    """Each share is the sum of its postings; each payee has what the remaining base earns."""
    pending, recognised = _posted(store, order)
    for each in (_followed(store, order, each) for each in order.commissions):
        assert each.recognised == recognised[each.purse, each.rule]
        for share in each.shares:
            assert share.pending == pending[each.purse, share.line, each.rule]
            assert (
                min(share.pending, share.arriving, share.held, share.released, share.forfeited) >= 0
            )
        if order.paid_at and not each.out and order.status != "cancelled":
            target = earned(remaining_weights(each, order.lines))
            forfeited = sum(share.forfeited for share in each.shares)
            assert target <= each.recognised <= target + forfeited


Pending = dict[tuple[str, int | None, str | None], int]
Recognised = dict[tuple[str, str | None], int]


def _posted(store: MemoryStore, order: Order) -> tuple[Pending, Recognised]:
    """Sum an order's postings by purse and rule: pending ones by line, those of the brand."""
    pending: defaultdict[tuple[str, int | None, str | None], int] = defaultdict(int)
    recognised: defaultdict[tuple[str, str | None], int] = defaultdict(int)
    for entry in all_of(store, JournalEntry, f"ORDER#{order.id}"):
        for posting in entry.postings:
            ends = (posting.from_account, posting.to_account)
            for name, sign in zip(ends, (-1, 1), strict=True):
                owner, state = name.replace(":", "/").rsplit("/", 1)
                if state == "pending":
                    pending[owner, posting.line, posting.rule] += sign * posting.amount_fen
                if owner != BRAND and any(end.startswith(f"{BRAND}:") for end in ends):
                    recognised[owner, posting.rule] += sign * posting.amount_fen
    return pending, recognised


def _check_award(store: MemoryStore, award: PeriodAward) -> None:
    """What was awarded is what the journal says, never below zero, and what the facts pay."""
    share = with_closed_hold(award.share, _load(store, award.purse))
    posted = totals(all_of(store, JournalEntry, award.subject))
    assert share.recognised == -posted.get(COMMISSION, 0)
    assert min(share.held, share.released, share.forfeited, award.target_fen) >= 0
    assert share.pending == 0
    if award.awaiting == NOTHING:
        assert award.target_fen <= share.recognised <= award.target_fen + share.forfeited


def _check_arriving(store: MemoryStore, order: Order) -> None:
    """Each note says what is arriving of the order's shares in it, once they followed."""
    arriving: defaultdict[str, int] = defaultdict(int)
    for commission in order.commissions:
        for share in _followed(store, order, commission).shares:
            if share.arriving:
                arriving[key_of_note(order, commission, share.note)] += share.arriving
    notes = [note for note in store.all(Arriving) if note.order == order.id and note.fen]
    assert arriving == {note.key: note.fen for note in notes}


def _followed(store: MemoryStore, order: Order, commission: Commission) -> Commission:
    return followed(order, commission, Balances(store), Notes(store))


def _load(store: MemoryStore, purse: str) -> Balance:
    return store.get(Balance, purse) or new_balance(purse)


def _check_caps(order: Order) -> None:
    paid = [each for each in order.commissions if each.kind != SPREAD_KIND]
    assert len({each.payee for each in paid}) <= 3
    assert len({(each.payee, each.rule) for each in order.commissions}) == len(order.commissions)
    for line in order.lines:
        weights = [s.weight for each in paid for s in each.shares if s.line == line.line]
        assert sum(weights) <= line.base_fen * UNITS
    for each in order.commissions:
        assert 0 <= each.recognised * UNITS <= sum(share.weight for share in each.shares)


def _check_refunds(store: MemoryStore, order: Order) -> None:
    for line in order.lines:
        assert 0 <= line.charged_back_fen <= line.refunded_fen <= line.base_fen
    freight, surcharge = order.freight_refunded_fen, order.surcharge_refunded_fen
    assert 0 <= order.freight_charged_back_fen <= freight <= order.freight_fen
    assert 0 <= order.surcharge_charged_back_fen <= surcharge <= order.surcharge_fen
    decided = sum(r.amount_fen for r in store.all(Refund) if r.order == order.id)
    strays = sum(
        r.amount_fen for r in store.all(Refund) if r.order == order.id and r.part == "stray"
    )
    assert decided - strays <= order.due_fen


def _check_end(order: Order) -> None:
    if order.status in ("closed", "cancelled"):
        assert not any(share.pending for each in order.commissions for share in each.shares)
    if order.status == "closed":
        # A gift is not waited for once all that was paid was given back.
        assert all(line.settled or line.base_fen == 0 for line in order.lines)
    if order.status == "cancelled":
        assert not any(each.recognised for each in order.commissions)
