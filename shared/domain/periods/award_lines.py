"""A payee's award as people read it: where it stands, with its reason and all postings."""

from pydantic import AwareDatetime

from shared.domain.periods.award_explanation import AwardWhy
from shared.domain.records import Value


class AwardPosting(Value):
    """One posting of an award's journal, `at` when it took effect, with its reason."""

    at: AwareDatetime
    cause: str
    from_account: str
    to_account: str
    amount_fen: int
    why: AwardWhy


class AwardLine(Value):
    """A payee's award for a period, in fen by state, with its reason and that of every posting.

    `place` is where it stands among those of the period: a list goes on behind it. Where facts have
    changed since it was evaluated, it is evaluated again at `reevaluation_due_at`. Of a long
    journal the latest entries are shown, and `earlier_entries` says how many come before them.
    """

    place: str
    payee: str
    target_fen: int
    held_fen: int
    released_fen: int
    forfeited_fen: int
    evaluated_at: AwareDatetime | None
    reevaluation_due_at: AwareDatetime | None
    why: AwardWhy
    postings: tuple[AwardPosting, ...]
    earlier_entries: int = 0
