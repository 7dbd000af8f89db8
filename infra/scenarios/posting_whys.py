"""Why every posting of a story has its amount, whatever it is of."""

from collections.abc import Iterator
from itertools import groupby

from infra.scenarios.stage import Stage
from shared.domain.awards.manual_award_reasons import explain_manual
from shared.domain.awards.manual_awards import ManualAward
from shared.domain.ledger.journal import JournalEntry
from shared.domain.network.decision_reasons import explain_decision
from shared.domain.network.people import ProfileChange
from shared.domain.orders.order import Order
from shared.domain.orders.posting_reasons import explain_postings
from shared.domain.periods.award_posting_reasons import explain_award_postings
from shared.domain.periods.awards import PeriodAward, Reckoning
from shared.domain.records import Value

Whys = dict[str, list[Value | None]]
"""The reasons of an entry's postings, in their order, by the entry's key."""


def reasons_of(stage: Stage) -> Whys:
    """Give the reason of every posting of orders, awards and decisions; payouts follow none."""
    entries = sorted(stage.store.all(JournalEntry), key=lambda entry: entry.key)
    whys: Whys = {}
    for subject, journal in groupby(entries, key=lambda entry: entry.subject):
        for entry, why in _explained(stage, subject, list(journal)):
            whys.setdefault(entry.key, []).append(why)
    return whys


def _explained(
    stage: Stage, subject: str, journal: list[JournalEntry]
) -> Iterator[tuple[JournalEntry, Value | None]]:
    kind, _, name = subject.partition("#")
    if kind == "ORDER" and (order := stage.store.get(Order, name)):
        yield from ((entry, why) for entry, _, why in explain_postings(order, journal))
    elif kind == "AWARD" and (award := stage.store.get(PeriodAward, name.replace(".", "/"))):
        every = stage.store.all(Reckoning)
        mine = {each.sequence: each for each in every if each.award == subject}
        yield from ((entry, why) for entry, _, why in explain_award_postings(award, journal, mine))
    elif kind == "DECISION":
        yield from _decided(stage, name, journal)


def _decided(
    stage: Stage, name: str, journal: list[JournalEntry]
) -> Iterator[tuple[JournalEntry, Value | None]]:
    award = next((each for each in stage.store.all(ManualAward) if each.id == name), None)
    change = next((each for each in stage.store.all(ProfileChange) if each.command == name), None)
    for entry in journal:
        for posting in entry.postings:
            if award:
                yield entry, explain_manual(award, entry, posting)
            elif change:
                yield entry, explain_decision(change, posting)
