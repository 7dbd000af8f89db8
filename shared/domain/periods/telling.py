"""What a payee is told of an award: what it came to, and every change of it."""

from datetime import datetime

from shared.domain.moments import Occasion
from shared.domain.periods.awards import AwardCode, PeriodAward
from shared.domain.periods.settling import Settled

MOST_TOLD = 100
"""How many moments an award has at most: that of a large team may change a thousand times."""


def telling(before: PeriodAward, settled: Settled, at: datetime, occasion: Occasion) -> PeriodAward:
    """Let an award tell what became of it: nothing where no money moved, unless it is new.

    Its last moment says that its journal alone tells the rest.
    """
    after = settled.award
    code = _code(before, after)
    if code is None or len(after.moments) >= MOST_TOLD:
        return after
    if len(after.moments) == MOST_TOLD - 1:
        code = "award_told_no_more"
    entry = after.journal.sequence if settled.records else None
    return after.telling(
        occasion.moment(
            code,
            at,
            amount_fen=settled.moved_fen or None,
            entry=entry,
            facts={"rule": after.rule, "period": after.period},
        )
    )


def _code(before: PeriodAward, after: PeriodAward) -> AwardCode | None:
    change = after.share.recognised - before.share.recognised
    if change > 0:
        return "award_raised" if before.journal.sequence else "award_given"
    if change < 0:
        return "award_lowered"
    return None if before.plan else "award_not_earned"
