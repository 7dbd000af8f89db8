"""What refunds had left of a line is under the seal of its entry."""

from datetime import UTC, datetime

from shared.domain.ledger.journal import Chain, JournalEntry, LineLeft, append, digest_of

NOW = datetime(2025, 3, 1, tzinfo=UTC)


def entry(*left: LineLeft) -> JournalEntry:
    _, made = append(
        Chain(),
        subject="ORDER#O1",
        at=NOW,
        recorded_at=NOW,
        cause="refunded",
        command="C",
        postings=(),
        left=left,
    )
    return made


def test_the_digest_tells_when_what_was_left_is_changed_or_taken_out() -> None:
    made = entry(LineLeft(1, 50))

    for changed in ((LineLeft(1, 51),), (LineLeft(2, 50),), (), None):
        assert digest_of(made.changed(left=changed)) != made.digest
    assert digest_of(made) == made.digest
