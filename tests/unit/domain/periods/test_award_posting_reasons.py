"""Each posting of an award tells its own raw amount; together they tell what the entry changed."""

from datetime import UTC, datetime

from shared.domain.commission.counted import Counted
from shared.domain.commission.period_pay import Pay, PeriodFacts
from shared.domain.ledger.journal import COMMISSION, Chain, JournalEntry, Posting, append
from shared.domain.orders.commissions import Share
from shared.domain.periods.award_posting_reasons import explain_award_postings
from shared.domain.periods.awards import PeriodAward, Reckoning

NOW = datetime(2025, 4, 1, tzinfo=UTC)
AWARD = PeriodAward(payee="A", rule="volume", period="2025-03", kind="tier", plan="plan@3")
POINTS = AWARD.changed(form="points")


def moved(source: str, target: str, fen: int) -> Posting:
    return Posting(from_account=source, to_account=target, amount_fen=fen)


def journal(*entries: tuple[Posting, ...]) -> list[JournalEntry]:
    chain, made = Chain(), []
    for postings in entries:
        chain, entry = append(
            chain,
            subject=AWARD.subject,
            at=NOW,
            recorded_at=NOW,
            cause="award",
            command="C",
            postings=postings,
        )
        made.append(entry)
    return made


def reckonings(*due: tuple[int, int]) -> dict[int, Reckoning]:
    """What was due at every entry, in 1/10,000 fen, and how many fen no budget had room for."""
    return {
        number: Reckoning(
            award=AWARD.subject,
            sequence=number,
            facts=PeriodFacts(Counted(100)),
            share=Share(line=0, weight=weight),
            pay=Pay((100,)),
            budget_cut_fen=cut,
        )
        for number, (weight, cut) in enumerate(due, 1)
    }


def told(
    entries: list[JournalEntry], due: dict[int, Reckoning], of: PeriodAward = AWARD
) -> list[tuple[int, str | None, str, str]]:
    """By posting: its fen, what was due before, its raw amount, and what rounding took of it."""
    return [
        (posting.amount_fen, why.before, why.raw, why.rounding_rest)
        for _, posting, why in explain_award_postings(of, entries, due)
    ]


def test_the_first_entry_follows_from_nothing_before() -> None:
    entries = journal((moved(COMMISSION, "A:available", 100),))

    assert told(entries, reckonings((1_000_007, 0))) == [(100, None, "1.000007", "0.000007")]


def test_a_debt_is_repaid_with_what_has_come_in_and_rounds_nothing() -> None:
    came_in, repaid = (
        moved(COMMISSION, "A:available", 100),
        moved("A:available", "A:debt", 30),
    )

    assert told(journal((came_in, repaid)), reckonings((1_000_007, 0))) == [
        (100, None, "1.000007", "0.000007"),
        (30, None, "0.300000", "0.000000"),
    ]


def test_a_debt_is_one_of_the_form_that_the_award_is_paid_in() -> None:
    came_in, repaid = (
        moved(COMMISSION, "A:points:available", 100),
        moved("A:points:available", "A:points:debt", 30),
    )

    assert told(journal((came_in, repaid)), reckonings((1_000_007, 0)), POINTS) == [
        (100, None, "1.000007", "0.000007"),
        (30, None, "0.300000", "0.000000"),
    ]


def test_the_last_of_several_postings_bears_the_rest() -> None:
    came_in = moved(COMMISSION, "A:held", 100)
    back = (
        moved("A:held", COMMISSION, 20),
        moved("A:available", COMMISSION, 15),
        moved("A:debt", COMMISSION, 10),
    )

    found = told(journal((came_in,), back), reckonings((1_000_007, 0), (550_003, 0)))

    assert found[1:] == [
        (20, "1.000007", "0.200000", "0.000000"),
        (15, "1.000007", "0.150000", "0.000000"),
        (10, "1.000007", "0.100004", "0.000004"),
    ]


def test_what_the_budget_had_no_room_for_was_never_due() -> None:
    entries = journal(
        (moved(COMMISSION, "A:available", 60),), (moved(COMMISSION, "A:available", 20),)
    )

    assert told(entries, reckonings((1_000_007, 40), (1_100_009, 30))) == [
        (60, None, "0.600007", "0.000007"),
        (20, "0.600007", "0.200002", "0.000002"),
    ]


def test_a_reason_is_of_the_reckoning_of_its_own_entry() -> None:
    entries = journal(
        (moved(COMMISSION, "A:available", 60),), (moved(COMMISSION, "A:available", 10),)
    )

    whys = [
        (entry.sequence, why.due, why.budget_cut)
        for entry, _, why in explain_award_postings(
            AWARD, entries, reckonings((1_000_007, 40), (1_000_008, 30))
        )
    ]

    assert whys == [(1, "1.000007", "0.40"), (2, "1.000008", "0.30")]
