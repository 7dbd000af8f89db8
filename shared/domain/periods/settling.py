"""The money of an award follows what it owes: every difference is posted once, with its reckoning.

What is missing is credited, debt first, and held while he is not active; what is too much is taken
back from held, available, then debt. Source: rules.md, Refund, clawback, debt; invariants I12, I13.
"""

from collections.abc import MutableMapping
from datetime import datetime
from typing import NamedTuple

from shared.domain.ledger.balances import Balance, claw_back, receive, take_held
from shared.domain.ledger.journal import COMMISSION, About, JournalEntry, Posting, append
from shared.domain.orders.commissions import Share
from shared.domain.orders.holds import with_closed_hold, with_received
from shared.domain.periods.awards import PeriodAward, Reckoning


class Settled(NamedTuple):
    """An award whose money has followed it, and what is to be stored along."""

    award: PeriodAward
    records: tuple[JournalEntry | Reckoning, ...] = ()
    moved_fen: int = 0


def settle(
    award: PeriodAward,
    balances: MutableMapping[str, Balance],
    at: datetime,
    recorded_at: datetime,
    command: str,
) -> Settled:
    """Let the money follow what the award owes: every difference is posted once."""
    balance = balances[award.purse]
    share = with_closed_hold(award.share, balance)
    growth = award.target_fen - share.recognised
    if growth > 0:
        share, balance, postings = _credit(award, share, balance, growth)
    else:
        share, balance, postings = _take_back(award, share, balance, _owed_back(award, share))
    balances[award.purse] = balance
    award = award.changed(share=share)
    return _posted(award, postings, at, recorded_at, command) if postings else Settled(award)


def _credit(
    award: PeriodAward, share: Share, balance: Balance, fen: int
) -> tuple[Share, Balance, list[Posting]]:
    balance, postings, hold = receive(balance, COMMISSION, fen, About(None, award.rule))
    return with_received(share, fen, hold), balance, postings


def _owed_back(award: PeriodAward, share: Share) -> int:
    """Give what he has beyond what he is owed; what was forfeited is gone already."""
    still_due = max(0, award.target_fen - share.forfeited)
    return max(0, share.held + share.released - still_due)


def _take_back(
    award: PeriodAward, share: Share, balance: Balance, fen: int
) -> tuple[Share, Balance, list[Posting]]:
    held = min(share.held, fen)
    balance, postings = take_held(balance, held, About(None, award.rule))
    balance, taken = claw_back(balance, fen - held, About(None, award.rule))
    left = share.changed(held=share.held - held, released=share.released - (fen - held))
    return left, balance, [*postings, *taken]


def _posted(
    award: PeriodAward, postings: list[Posting], at: datetime, recorded_at: datetime, command: str
) -> Settled:
    chain, entry = append(
        award.journal,
        subject=award.subject,
        at=at,
        recorded_at=recorded_at,
        cause="award_reevaluated" if award.journal.sequence else "award",
        command=command,
        postings=tuple(postings),
    )
    award = award.changed(journal=chain)
    reckoning = Reckoning(
        award=award.subject,
        sequence=chain.sequence,
        facts=award.facts,
        share=award.share,
        pay=award.pay,
        budget_cut_fen=award.budget_cut_fen,
    )
    moved = sum(posting.amount_fen for posting in postings)
    return Settled(award, (entry, reckoning), moved)
