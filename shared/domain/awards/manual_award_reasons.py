"""Why somebody was given an award by hand, or had to give it back: who decided so, and why.

Source: A049, A089.
"""

from typing import Literal

from shared.domain.awards.manual_awards import MOVES, AwardStep, ManualAward, StepKind
from shared.domain.exactly import exact_yuan
from shared.domain.forms import Form, TaxNature
from shared.domain.ledger.journal import JournalEntry, Posting
from shared.domain.money import UNITS
from shared.domain.records import Value


class ManualWhy(Value):
    """The reason of a posting of a manual award: two persons decided it; nothing is rounded."""

    kind: Literal["manual_award"] = "manual_award"
    award_id: str
    raw: str
    rounding_rest: str
    proposed_by: str
    decided_by: str
    reason: str
    form: Form
    tax_nature: TaxNature


_PROPOSAL: dict[StepKind, StepKind] = {"approved": "proposed", "reversed": "reversal_proposed"}


def explain_manual(award: ManualAward, entry: JournalEntry, posting: Posting) -> ManualWhy:
    """Explain a posting of an entry of the award's journal."""
    done = next(what for what, (cause, _) in MOVES.items() if cause == entry.cause)
    proposed, decided = _last(award, _PROPOSAL[done]), _last(award, done)
    return ManualWhy(
        award_id=award.id,
        raw=exact_yuan(posting.amount_fen * UNITS),
        rounding_rest=exact_yuan(0),
        proposed_by=proposed.decision.by,
        decided_by=decided.decision.by,
        reason=proposed.decision.reason,
        form=award.award.form,
        tax_nature=award.award.tax_nature,
    )


def _last(award: ManualAward, what: StepKind) -> AwardStep:
    return next(step for step in reversed(award.steps) if step.what == what)
