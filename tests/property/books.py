"""What must hold of all books at any time: the invariants of the commission ledger."""

from collections import defaultdict

from shared.adapters.memory_store import MemoryStore
from shared.domain.balances import Balance
from shared.domain.commission import earned, remaining_weights
from shared.domain.holds import with_closed_holds
from shared.domain.ledger import COMMISSION, JournalEntry, digest_of, totals
from shared.domain.next_step import next_step
from shared.domain.orders import Order, Payee, Refund

STORED = ("available", "reserved", "paid", "held", "forfeited")


def check_books(store: MemoryStore) -> None:
    """Assert every invariant over a whole store."""
    _check_chains(store)
    _check_balances(store)
    for order in store.all(Order):
        _check_shares(store, order)
        _check_caps(store, order)
        _check_end(order)
        assert (order.awaiting, order.due_at) == next_step(order)


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
    for subject, end in ends.items():
        entries = subjects[subject]
        assert end.sequence == len(entries)
        assert end.digest == (entries[-1].digest if entries else "")


def _check_balances(store: MemoryStore) -> None:
    accounts = totals(store.all(JournalEntry))
    assert sum(accounts.values()) == 0
    pending: defaultdict[str, int] = defaultdict(int)
    for order in store.all(Order):
        for payee in order.payees:
            pending[payee.id] += sum(share.pending for share in payee.shares)
    for balance in store.all(Balance):
        for state in STORED:
            assert getattr(balance, state) == accounts.get(f"{balance.payee}:{state}", 0), state
        assert balance.debt == -accounts.get(f"{balance.payee}:debt", 0)
        assert pending[balance.payee] == accounts.get(f"{balance.payee}:pending", 0)
        assert not (balance.available and balance.debt), "debt is repaid before money is available"


def _check_shares(store: MemoryStore, order: Order) -> None:
    """Each share is the sum of its postings; each payee has what the remaining base earns."""
    pending, recognised = _posted(store, order)
    for payee in (_with_decisions(store, payee) for payee in order.payees):
        assert payee.recognised == recognised[payee.id]
        for share in payee.shares:
            assert share.pending == pending[payee.id, share.line]
            assert min(share.pending, share.held, share.released, share.forfeited) >= 0
        if order.paid_at and not payee.out and order.status != "cancelled":
            target = earned(remaining_weights(payee, order.lines))
            forfeited = sum(share.forfeited for share in payee.shares)
            assert target <= payee.recognised <= target + forfeited


def _posted(
    store: MemoryStore, order: Order
) -> tuple[dict[tuple[str, int | None], int], dict[str, int]]:
    pending: defaultdict[tuple[str, int | None], int] = defaultdict(int)
    recognised: defaultdict[str, int] = defaultdict(int)
    for entry in store.journal(f"ORDER#{order.id}"):
        for posting in entry.postings:
            ways = ((posting.from_account, -1), (posting.to_account, 1))
            for (payee, state), sign in ((name.split(":"), sign) for name, sign in ways):
                if state == "pending":
                    pending[payee, posting.line] += sign * posting.amount_fen
                if COMMISSION in (posting.from_account, posting.to_account) and payee != "brand":
                    recognised[payee] += sign * posting.amount_fen
    return pending, recognised


def _with_decisions(store: MemoryStore, payee: Payee) -> Payee:
    return with_closed_holds(payee, store.get(Balance, payee.id) or Balance(payee=payee.id))


def _check_caps(store: MemoryStore, order: Order) -> None:
    promised = sum(payee.recognised for payee in order.payees)
    rates = sum(
        line.base_fen * share.rate_bp
        for payee in order.payees
        for line, share in zip(order.lines, payee.shares, strict=True)
    )
    assert 0 <= promised * 10_000 <= rates
    assert len(order.payees) <= 3
    assert len({payee.id for payee in order.payees}) == len(order.payees)
    for line in order.lines:
        assert 0 <= line.charged_back_fen <= line.refunded_fen <= line.base_fen
    assert 0 <= order.freight_refunded_fen <= order.freight_fen
    assert 0 <= order.surcharge_refunded_fen <= order.surcharge_fen
    decided = sum(r.amount_fen for r in store.all(Refund) if r.order == order.id)
    strays = sum(
        r.amount_fen for r in store.all(Refund) if r.order == order.id and r.part == "stray"
    )
    assert decided - strays <= order.due_fen


def _check_end(order: Order) -> None:
    if order.status in ("closed", "cancelled"):
        assert not any(share.pending for payee in order.payees for share in payee.shares)
    if order.status == "closed":
        # A gift is not waited for once all that was paid was given back.
        assert all(line.settled or line.base_fen == 0 for line in order.lines)
    if order.status == "cancelled":
        assert not any(payee.recognised for payee in order.payees)
