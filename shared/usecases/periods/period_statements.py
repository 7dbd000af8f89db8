"""What people may read of periods: a payee's awards and why, and how an evaluation went."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from shared.domain.civil_periods import bounds
from shared.domain.ledger.journal import JournalEntry
from shared.domain.orders.holds import with_closed_hold
from shared.domain.periods.award_explanation import explain_award
from shared.domain.periods.award_lines import AwardLine, AwardPosting
from shared.domain.periods.award_posting_reasons import explain_award_postings
from shared.domain.periods.awards import AwardIn, PeriodAward, Reckoning
from shared.domain.periods.evaluations import Evaluation
from shared.ports import PAGE, Page, Ports
from shared.usecases.ledger.purses import Balances
from shared.usecases.lists import all_of

ENTRIES: Final = 25
"""How many entries of an award's journal are explained, the latest; mostly those are all."""


def award_page(ports: Ports, payee: str, after: str) -> Page[AwardLine]:
    """Explain what the periods behind a place came to for a payee, a page of them."""
    page = ports.store.listed(PeriodAward, payee, after=after, limit=PAGE)
    return Page(tuple(_lines(ports, page.items)), page.next)


def evaluations_of(
    ports: Ports, period: str, after: str
) -> tuple[tuple[Evaluation, ...], tuple[AwardLine, ...], str | None]:
    """Read a period's evaluations, the next awards behind a place, and where to go on.

    Errors: invalid.
    """
    bounds(period)
    page = ports.store.listed(AwardIn, period, after=after, limit=PAGE)
    awards = ports.store.get_all(
        PeriodAward, [pointer.target for pointer in page.items], exact=True
    )
    found = all_of(ports.store, Evaluation, period)
    return tuple(found), tuple(_lines(ports, awards)), page.next


def _lines(ports: Ports, awards: Iterable[PeriodAward]) -> Iterator[AwardLine]:
    balances = Balances(ports.store)
    for award in awards:
        if award.tells:
            share = with_closed_hold(award.share, balances[award.purse])
            entries = _entries(ports, award)
            yield AwardLine(
                place=_place(award),
                payee=award.payee,
                target_fen=award.target_fen,
                held_fen=share.held,
                released_fen=share.released,
                forfeited_fen=share.forfeited,
                evaluated_at=award.evaluated_at,
                reevaluation_due_at=award.reevaluation_due_at,
                why=explain_award(award),
                postings=tuple(_postings(ports, award, entries)),
                earlier_entries=award.journal.sequence - len(entries),
            )


def _entries(ports: Ports, award: PeriodAward) -> Sequence[JournalEntry]:
    """Give the latest of an award's journal; one in which nothing was posted is not read."""
    if not award.journal.sequence:
        return ()
    latest = ports.store.listed(JournalEntry, award.subject, limit=ENTRIES, latest_first=True)
    return latest.items[::-1]


def _postings(
    ports: Ports, award: PeriodAward, entries: Sequence[JournalEntry]
) -> Iterator[AwardPosting]:
    if not entries:
        return
    # What comes on top of what was due before has its reason there.
    latest = ports.store.listed(Reckoning, award.subject, limit=ENTRIES + 1, latest_first=True)
    reckonings = {each.sequence: each for each in latest.items}
    for entry, posting, why in explain_award_postings(award, entries, reckonings):
        yield AwardPosting(
            at=entry.at,
            cause=entry.cause,
            from_account=posting.from_account,
            to_account=posting.to_account,
            amount_fen=posting.amount_fen,
            why=why,
        )


def _place(award: PeriodAward) -> str:
    return f"{award.payee}/{award.rule}"
