"""An award owes what its facts pay; its money follows, every difference once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.domain.commission.counted import Counted
from shared.domain.commission.period_pay import PeriodFacts
from shared.domain.commission.prizes import Prize
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import digest_of, totals
from shared.domain.orders.commissions import Share
from shared.domain.periods.awards import (
    REEVALUATION,
    PeriodAward,
    Person,
    evaluated,
    outdated,
    person_at_end,
)
from shared.domain.periods.settling import Settled, settle
from shared.domain.records import NOTHING
from tests.unit.domain.periods.period_rules import (
    decided,
    of_pieces,
    pieces,
    ranking,
    rule,
    sold,
    tier,
)

NOW = datetime(2025, 4, 1, tzinfo=UTC)
SILVER = Person("silver", qualified=True)
TIER = decided(tier(form="points", tax_nature="sales_discount"))


def award(**fields: Any) -> PeriodAward:
    return PeriodAward(payee="A", rule="volume", period="2025-03", **fields)


def after(facts: PeriodFacts, of: PeriodAward | None = None, **given: Any) -> PeriodAward:
    said, person = given.pop("said", TIER), given.pop("person", SILVER)
    return evaluated(of or award(), said, person, facts, NOW, given.pop("prize", None))


def test_the_first_evaluation_fixes_plan_level_form_and_terms() -> None:
    found = after(PeriodFacts(sold(999)))

    assert (found.kind, found.plan, found.number) == ("tier", "plan@3", 3)
    assert (found.form, found.tax_nature) == ("points", "sales_discount")
    assert (found.level, found.qualified) == ("silver", True)
    assert found.terms == "10.00% from 0.00 sales of own; of own sales (the whole)"
    assert (found.target_fen, found.share.on_fen, found.share.rate_bp) == (99, 999, 1000)
    assert found.evaluated_at == NOW


def test_a_later_evaluation_changes_nothing_but_what_the_facts_pay() -> None:
    first = after(PeriodFacts(sold(1000)))

    second = after(PeriodFacts(sold(500)), first, person=Person("gold", qualified=False))

    assert (second.level, second.qualified, second.plan) == ("silver", True, "plan@3")
    assert second.target_fen == 50


def test_one_who_does_not_qualify_is_awarded_nothing() -> None:
    found = after(PeriodFacts(sold(1000)), person=Person("silver", qualified=False))

    assert (found.share, found.qualified) == (Share(line=0, weight=0), False)
    assert found.facts == PeriodFacts(sold(1000))


def test_what_was_paid_on_account_is_taken_off_but_never_below_nothing() -> None:
    assert after(PeriodFacts(sold(1000), on_account_fen=30)).target_fen == 70
    assert after(PeriodFacts(sold(1000), on_account_fen=101)).share.weight == 0


def test_pieces_are_awarded_what_the_count_adds() -> None:
    found = after(PeriodFacts(of_pieces(12)), said=decided(pieces()))

    assert (found.kind, found.target_fen, found.share.fixed_fen) == ("per_piece", 100, 100)


def test_a_winner_keeps_his_prize_while_he_stays_above_the_first_who_got_less() -> None:
    contest, prize = decided(ranking()), Prize(place=1, amount_fen=900, above=100)

    won = after(PeriodFacts(sold(300)), said=contest, prize=prize)
    assert (won.target_fen, won.prize) == (900, prize)
    assert after(PeriodFacts(sold(101)), won, said=contest).target_fen == 900
    assert after(PeriodFacts(sold(100)), won, said=contest).target_fen == 0
    assert after(PeriodFacts(Counted()), won, said=contest).target_fen == 0


def test_who_won_no_prize_gets_none_whatever_comes_late() -> None:
    assert after(PeriodFacts(sold(10_000)), said=decided(ranking())).target_fen == 0


def test_a_prize_of_the_least_goes_with_the_last_sale() -> None:
    contest = decided(ranking(measure="pieces", at_least=0))
    won = after(
        PeriodFacts(sold(300)), said=contest, prize=Prize(place=1, amount_fen=900, above=-1)
    )

    assert won.target_fen == 900
    assert after(PeriodFacts(Counted()), won, said=contest).target_fen == 0


def test_the_booked_rate_is_that_of_the_first_evaluation() -> None:
    said = decided(
        tier(
            {"to": "10.00", "rate_bp": 100},
            {"from": "10.00", "rate_bp": 900},
            on_refund="booked_rate",
        )
    )
    first = after(PeriodFacts(sold(1000)), said=said)

    assert first.target_fen == 90
    fallen = after(PeriodFacts(sold(999)), first, said=said)
    assert (fallen.target_fen, fallen.share.rate_bp) == (89, 900)
    assert after(PeriodFacts(sold(2000)), fallen, said=said).target_fen == 180


def test_a_tier_looked_up_anew_remembers_the_most_it_was_booked_with() -> None:
    said = decided(tier({"to": "10.00", "rate_bp": 900}, {"from": "10.00", "rate_bp": 100}))
    first = after(PeriodFacts(sold(1000)), said=said)
    grown = after(PeriodFacts(sold(2000)), first, said=said)

    assert (first.target_fen, grown.target_fen) == (10, 20)
    assert after(PeriodFacts(sold(999)), grown, said=said).target_fen == 20


def test_an_award_waits_only_while_it_is_outdated() -> None:
    waiting = outdated(award(), NOW)

    assert (waiting.awaiting, waiting.due_at) == (REEVALUATION, NOW)
    assert after(PeriodFacts(sold(1000)), waiting).awaiting == NOTHING


def test_an_award_tells_something_once_anything_counted_or_moved() -> None:
    assert not award().tells
    assert not after(PeriodFacts(before=sold(10))).tells
    assert after(PeriodFacts(sold(1))).tells


def money(of: PeriodAward, **balance: Any) -> tuple[Settled, Balance]:
    balances = {of.purse: Balance(**{"payee": "A", "form": of.form, **balance})}
    settled = settle(of, balances, NOW, NOW + timedelta(hours=1), "C")
    return settled, balances[of.purse]


def postings(settled: Settled) -> dict[str, int]:
    return totals(each for each in settled.records if hasattr(each, "postings"))


def test_what_is_missing_is_credited_debt_first() -> None:
    settled, balance = money(after(PeriodFacts(sold(1000))), debt=30)

    assert postings(settled) == {
        "brand:commission": -100,
        "A:points:available": 70,
        "A:points:debt": 30,
    }
    assert (balance.available, balance.debt) == (70, 0)
    assert settled.award.share.released == 100


def test_the_award_of_one_who_is_not_active_is_held_under_his_hold() -> None:
    settled, balance = money(after(PeriodFacts(sold(1000))), standing="removed", hold=4)

    assert (balance.held, balance.available) == (100, 0)
    assert (settled.award.share.held, settled.award.share.hold) == (100, 4)


def test_what_is_too_much_is_taken_from_held_then_available_then_debt() -> None:
    first, _ = money(after(PeriodFacts(sold(600))))
    more, _ = money(after(PeriodFacts(sold(1000)), first.award), standing="suspended")
    assert (more.award.share.released, more.award.share.held) == (60, 40)

    less, balance = money(
        after(PeriodFacts(sold(100)), more.award), standing="suspended", held=40, available=20
    )

    assert postings(less) == {
        "A:points:held": -40,
        "A:points:available": -20,
        "A:points:debt": -30,
        "brand:commission": 90,
    }
    assert (balance.held, balance.available, balance.debt) == (0, 0, 30)
    assert (less.award.share.held, less.award.share.released) == (0, 10)


def test_a_decision_about_the_hold_moves_the_award_first() -> None:
    held, _ = money(after(PeriodFacts(sold(1000))), standing="suspended", hold=1)

    less, balance = money(
        after(PeriodFacts(sold(500)), held.award),
        hold=2,
        closed_holds={1: "released"},
        available=100,
    )

    assert balance.available == 50
    assert (less.award.share.held, less.award.share.released) == (0, 50)


@pytest.mark.parametrize(("sales", "taken"), [(900, 0), (0, 0)])
def test_what_was_forfeited_is_never_clawed_back(sales: int, taken: int) -> None:
    held, _ = money(after(PeriodFacts(sold(1000))), standing="suspended", hold=1)

    less, balance = money(
        after(PeriodFacts(sold(sales)), held.award),
        hold=2,
        closed_holds={1: "forfeited"},
        forfeited=100,
    )

    assert (balance.debt, balance.forfeited, postings(less)) == (0, 100, {})
    assert less.award.share.recognised == 100 - taken


@pytest.mark.parametrize(("sales", "taken"), [(1000, 0), (900, 10), (600, 40), (599, 40)])
def test_what_is_still_owed_is_first_what_was_forfeited(sales: int, taken: int) -> None:
    held, _ = money(after(PeriodFacts(sold(600))), standing="suspended", hold=1)
    closed = {"hold": 2, "closed_holds": {1: "forfeited"}, "forfeited": 60}
    both, _ = money(after(PeriodFacts(sold(1000)), held.award), **closed)
    assert (both.award.share.forfeited, both.award.share.released) == (60, 40)

    less, balance = money(after(PeriodFacts(sold(sales)), both.award), available=40, **closed)

    assert (balance.available, balance.debt) == (40 - taken, 0)
    assert less.award.share.recognised == 100 - taken


def test_an_award_whose_sales_are_all_refunded_still_tells_of_its_money() -> None:
    paid, _ = money(after(PeriodFacts(sold(1000))))

    assert after(PeriodFacts(Counted()), paid.award).tells


def test_nothing_to_move_posts_nothing() -> None:
    first, _ = money(after(PeriodFacts(sold(1000))))

    again, balance = money(after(PeriodFacts(sold(1009)), first.award), available=100)

    assert again.records == ()
    assert again.award.journal == first.award.journal
    assert balance.available == 100


def test_every_entry_is_chained_and_keeps_what_it_follows_from() -> None:
    first, _ = money(after(PeriodFacts(sold(1000))))
    second, _ = money(after(PeriodFacts(sold(500)), first.award), available=100)

    one, reason = first.records
    two, other = second.records
    assert (one.cause, two.cause) == ("award", "award_reevaluated")
    assert one.subject == two.subject == "AWARD#A.2025-03.volume"
    assert (one.at, one.recorded_at) == (NOW, NOW + timedelta(hours=1))
    assert two.previous == one.digest == digest_of(one)
    assert (reason.key, other.key) == (one.key, two.key)
    assert reason.facts == PeriodFacts(sold(1000))
    assert other.share.weight == 500_000
    assert {each.rule for entry in (one, two) for each in entry.postings} == {"volume"}


END = datetime.fromisoformat("2025-04-01T00:00:00+08:00")


@pytest.mark.parametrize(
    ("violated", "qualified"),
    [
        (END - timedelta(days=30), True),
        (END - timedelta(days=30) + timedelta(seconds=1), False),
        (END - timedelta(seconds=1), False),
        (END, True),
    ],
)
def test_conduct_counts_in_the_days_before_the_end(violated: datetime, qualified: bool) -> None:
    clean = rule(tier(no_violation_days=30))

    assert person_at_end(clean, "silver", [violated], "2025-03").qualified is qualified


def test_a_level_counts_as_it_is_at_the_end() -> None:
    golden = rule(tier(levels=["gold"]))

    assert person_at_end(golden, "gold", [END - timedelta(days=1)], "2025-03").qualified
    assert not person_at_end(golden, "silver", [], "2025-03").qualified


def test_a_rule_a_piece_has_asked_that_of_every_order() -> None:
    asked = rule(pieces(levels=["gold"], no_violation_days=30))

    assert person_at_end(asked, "silver", [END - timedelta(days=1)], "2025-03").qualified


def test_where_no_conduct_is_asked_for_none_counts() -> None:
    violated = [END - timedelta(seconds=1)]

    assert person_at_end(rule(tier()), "silver", violated, "2025-03").qualified


def test_the_terms_are_those_of_the_payees_level() -> None:
    document = tier()
    document["tiers"]["bands"]["gold"] = [{"rate_bp": 2000}]
    golden = Person("gold", qualified=True)

    found = after(PeriodFacts(sold(1000)), said=decided(document), person=golden)

    assert found.terms == "20.00% from 0.00 sales of own; of own sales (the whole)"


def test_what_counted_for_one_who_does_not_qualify_is_remembered_all_the_same() -> None:
    outside = Person("silver", qualified=False)
    first = after(PeriodFacts(sold(1000)), person=outside)

    again = after(PeriodFacts(sold(2000)), first, person=outside)

    assert (first.target_fen, again.target_fen) == (0, 0)
    assert again.booked is not None
    assert again.booked.size == PeriodFacts(sold(2000)).size


def test_a_booked_sum_is_whole_while_as_much_is_left_as_was_booked() -> None:
    said = decided(tier({"amount": "5.00"}, measure="orders", on_refund="booked_rate"))
    booked = after(PeriodFacts(sold(1000, orders=10)), said=said)
    grown = after(PeriodFacts(sold(2000, orders=20)), booked, said=said)

    fallen = after(PeriodFacts(sold(1000, orders=10)), grown, said=said)

    assert [each.target_fen for each in (booked, grown, fallen)] == [500, 500, 500]
    assert after(PeriodFacts(sold(500, orders=5)), fallen, said=said).target_fen == 250


def test_what_a_refund_made_less_is_no_bound_for_the_next_refund() -> None:
    said = decided(
        tier(
            {"to": "50.00", "rate_bp": 500},
            {"from": "50.00", "to": "100.00", "rate_bp": 100},
            {"from": "100.00", "rate_bp": 400},
        )
    )
    booked = after(PeriodFacts(sold(100_00)), said=said)
    less = after(PeriodFacts(sold(60_00)), booked, said=said)

    assert [each.target_fen for each in (booked, less)] == [400, 60]
    assert after(PeriodFacts(sold(49_00)), less, said=said).target_fen == 245


def test_what_is_taken_back_is_posted_for_its_rule_from_whatever_pocket() -> None:
    first, _ = money(after(PeriodFacts(sold(600))))
    more, _ = money(after(PeriodFacts(sold(1000)), first.award), standing="suspended")

    less, _ = money(
        after(PeriodFacts(sold(100)), more.award), standing="suspended", held=40, available=20
    )

    entry, _ = less.records
    assert {each.from_account for each in entry.postings} == {
        "A:points:held",
        "A:points:available",
        "A:points:debt",
    }
    assert {(each.line, each.rule) for each in entry.postings} == {(None, "volume")}
