from datetime import UTC, datetime
from hashlib import sha256

import pytest
from pydantic import ValidationError

from shared.domain.ledger.journal import (
    Chain,
    JournalEntry,
    Posting,
    append,
    digest_of,
    purse,
    totals,
)

NOW = datetime(2025, 3, 1, tzinfo=UTC)


def _posting(source: str, target: str, fen: int) -> Posting:
    return Posting(from_account=source, to_account=target, amount_fen=fen)


def _chain(*amounts: int) -> tuple[Chain, list[JournalEntry]]:
    chain, entries = Chain(), []
    for fen in amounts:
        chain, entry = append(
            chain,
            subject="ORDER#O1",
            at=NOW,
            recorded_at=NOW,
            cause="order_paid",
            command="C",
            postings=(_posting("brand:commission", "A:pending", fen),),
        )
        entries.append(entry)
    return chain, entries


def test_entries_follow_each_other_without_a_gap() -> None:
    chain, (first, second) = _chain(1, 2)

    assert (first.sequence, second.sequence, chain.sequence) == (1, 2, 2)
    assert (first.previous, second.previous) == ("", first.digest)
    assert chain.digest == second.digest


@pytest.mark.parametrize(
    "change",
    [
        {"cause": "refunded"},
        {"command": "D"},
        {"sequence": 2},
        {"subject": "ORDER#O2"},
        {"previous": "0"},
        {"at": datetime(2025, 3, 2, tzinfo=UTC)},
        {"recorded_at": datetime(2025, 3, 2, tzinfo=UTC)},
        {"postings": (_posting("brand:commission", "A:pending", 2),)},
        {"postings": (_posting("brand:commission", "B:pending", 1),)},
        {"postings": ()},
    ],
)
def test_whatever_is_changed_later_the_digest_tells(change: dict[str, object]) -> None:
    _, (entry,) = _chain(1)

    assert digest_of(entry) == entry.digest
    assert digest_of(entry.changed(**change)) != entry.digest


def test_all_accounts_together_are_zero() -> None:
    _, entries = _chain(1, 2)

    assert totals(entries) == {"brand:commission": -3, "A:pending": 3}


@pytest.mark.parametrize("fen", [0, -1])
def test_a_posting_moves_something(fen: int) -> None:
    with pytest.raises(ValidationError, match="greater than 0"):
        _posting("brand:commission", "A:pending", fen)


def test_the_digest_of_an_entry_is_the_same_for_ever() -> None:
    """Journals that were written are checked by it; whoever changes it must know their kind."""
    _, entry = append(
        Chain(sequence=6, digest="0123"),
        subject="ORDER#O1",
        at=NOW,
        recorded_at=NOW,
        cause="order_paid",
        command="支付",
        postings=(
            Posting(
                from_account="brand:commission",
                to_account="A:pending",
                amount_fen=5,
                line=1,
                rule="relation",
            ),
            _posting("A:available", "A:debt", 3),
        ),
    )

    content = (
        '["ORDER#O1",7,"2025-03-01T00:00:00Z","2025-03-01T00:00:00Z","order_paid","支付",'
        '[["brand:commission","A:pending",5,1,"relation"],["A:available","A:debt",3,null,null]],'
        '"0123"]'
    )
    assert entry.digest == sha256(content.encode()).hexdigest()


def test_cash_bears_the_payees_own_name() -> None:
    assert (purse("A"), purse("A", "cash"), purse("A", "points")) == ("A", "A", "A/points")
