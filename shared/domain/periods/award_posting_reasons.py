"""Why each posting of an award's journal has its amount: its own raw fraction and rounding rest.

The first entry pays what is due; every later one what that adds to what was due before, or takes
from it. A debt is repaid with what has come in; of several postings the last bears the rest.
Source: A089.
"""

from collections.abc import Iterator, Mapping, Sequence

from shared.domain.exactly import exact_yuan
from shared.domain.ledger.journal import JournalEntry, Posting, account
from shared.domain.money import UNITS
from shared.domain.periods.award_explanation import AwardWhy, explain_reckoning
from shared.domain.periods.awards import PeriodAward, Reckoning


def explain_award_postings(
    award: PeriodAward, journal: Sequence[JournalEntry], reckonings: Mapping[int, Reckoning]
) -> Iterator[tuple[JournalEntry, Posting, AwardWhy]]:
    """Give every posting of an award's journal with its reason; reckonings are by sequence."""
    for entry in journal:
        now, before = reckonings[entry.sequence], reckonings.get(entry.sequence - 1)
        whys = _explained(award, entry, now, before)
        yield from ((entry, each, why) for each, why in zip(entry.postings, whys, strict=True))


def _explained(
    award: PeriodAward, entry: JournalEntry, now: Reckoning, before: Reckoning | None
) -> Iterator[AwardWhy]:
    why = explain_reckoning(award, now)
    known = _paid(before) if before else 0
    earlier = exact_yuan(known) if before else None
    raws = _raws(award, entry, abs(_paid(now) - known))
    for posting, raw in zip(entry.postings, raws, strict=True):
        rest = exact_yuan(raw - posting.amount_fen * UNITS)
        yield why.changed(before=earlier, raw=exact_yuan(raw), rounding_rest=rest)


def _paid(reckoning: Reckoning) -> int:
    """Give what was due by a reckoning as far as the budget had room, in 1/10,000 fen."""
    return reckoning.share.weight - reckoning.budget_cut_fen * UNITS


def _raws(award: PeriodAward, entry: JournalEntry, whole: int) -> list[int]:
    raws = [posting.amount_fen * UNITS for posting in entry.postings]
    places = [n for n, each in enumerate(entry.postings) if not _repays(award, each)]
    raws[places[-1]] = whole - sum(raws[place] for place in places[:-1])
    return raws


def _repays(award: PeriodAward, posting: Posting) -> bool:
    """Tell whether a posting repays a debt with what another one has brought."""
    ways = account(award.purse, "available"), account(award.purse, "debt")
    return (posting.from_account, posting.to_account) == ways
