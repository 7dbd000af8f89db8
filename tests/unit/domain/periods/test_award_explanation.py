"""An award tells what was counted, which terms it met and what was rounded."""

from datetime import UTC, datetime
from typing import Any

import pytest

from shared.domain.commission.counted import Counted
from shared.domain.commission.period_pay import PeriodFacts
from shared.domain.commission.prizes import Prize
from shared.domain.orders.commissions import Share
from shared.domain.periods.award_explanation import Tally, explain_award, explain_reckoning
from shared.domain.periods.awards import PeriodAward, Person, Reckoning, evaluated
from tests.unit.domain.periods.period_rules import (
    decided,
    of_pieces,
    pieces,
    ranking,
    rule,
    sold,
    steps,
    tier,
)

NOW = datetime(2025, 4, 1, tzinfo=UTC)


NEW = PeriodAward(payee="A", rule="volume", period="2025-03")
HALVES = ({"to": "10.00", "rate_bp": 100}, {"from": "10.00", "rate_bp": 250})


def award(document: dict[str, Any], facts: PeriodFacts, prize: Prize | None = None) -> PeriodAward:
    return evaluated(NEW, decided(document), Person("gold", True), facts, NOW, prize)


def test_everything_that_an_award_follows_from_is_told() -> None:
    facts = PeriodFacts(Counted(12_345, 12_400, 0, 3, 2), on_account_fen=100)

    why = explain_award(award(tier({"rate_bp": 790, "amount": "1.50"}), facts))

    assert why.model_dump() == {
        "rule": "volume",
        "kind": "tier",
        "period": "2025-03",
        "terms": "7.90% + 1.50 from 0.00 sales of own; of own sales (the whole)",
        "level": "gold",
        "qualified": True,
        "unpaid": None,
        "counted": {
            "sales": "123.45",
            "profit": "-0.55",
            "margin_rate": "-0.45%",
            "pieces": 3,
            "orders": 2,
        },
        "pieces_before": 0,
        "place": None,
        "base": "123.45",
        "rate": "7.90%",
        "fixed": "1.50",
        "bands": (
            {
                "measure": "sales",
                "lo": "0.00",
                "hi": None,
                "condition": None,
                "base": "123.45",
                "pieces": None,
                "rate": "7.90%",
                "per_piece": "0.00",
                "fixed": "1.50",
                "raw": "11.252550",
            },
        ),
        "with_orders": "0.00",
        "earlier": "0.00",
        "kept": None,
        "cut": "0.000000",
        "on_account": "1.00",
        "due": "10.252550",
        "before": None,
        "raw": "10.252550",
        "rounding_rest": "0.002550",
        "budget_cut": "0.00",
        "form": "cash",
        "tax_nature": "labour",
        "plan": "plan@3",
    }


def test_a_cost_that_nobody_knows_leaves_profit_and_margin_open() -> None:
    why = explain_award(award(tier(), PeriodFacts(Counted(100, 0, 1, 1, 1))))

    assert why.counted == Tally(sales="1.00", profit=None, margin_rate=None, pieces=1, orders=1)


def test_a_winner_is_told_his_place() -> None:
    won = award(ranking(), PeriodFacts(Counted(500)), Prize(place=2, amount_fen=600, above=1))

    why = explain_award(won)

    assert (why.place, why.fixed, why.raw) == (2, "6.00", "6.000000")


def test_an_entry_is_explained_as_it_was_evaluated_then() -> None:
    now = award(tier(), PeriodFacts(Counted(100)))
    then = Reckoning(
        award=now.subject,
        sequence=1,
        facts=PeriodFacts(Counted(200), before=Counted(pieces=7)),
        share=Share(line=0, weight=200_000, rate_bp=1000, on_fen=200),
    )

    why = explain_reckoning(now, then)

    assert (why.base, why.raw, why.counted.sales) == ("2.00", "0.200000", "2.00")
    assert why.pieces_before == 7
    assert explain_award(now).base == "1.00"


@pytest.mark.parametrize(
    ("document", "terms"),
    [
        (
            tier(
                {"to": "10.00", "rate_bp": 100}, {"from": "10.00", "rate_bp": 250}, mode="marginal"
            ),
            "1.00% from 0.00 sales, 2.50% from 10.00 sales of own; of own",
        ),
        (
            tier(
                {"to": 1000},
                {"from": 1000, "rate_bp": 5},
                measure="margin_rate",
                subject="team",
                pays_on="own",
            ),
            "0.00% from 0.00% margin_rate, 0.05% from 10.00% margin_rate of team; of own",
        ),
        (
            tier({"to": 3}, {"from": 3, "amount": "5.00"}, measure="orders", subject="direct"),
            "0.00% from 0 orders, 0.00% + 5.00 from 3 orders of direct; of direct",
        ),
        (
            steps(
                {
                    "if": {
                        "all": [
                            {"measure": "pieces", "at_least": 2},
                            {
                                "any": [
                                    {"measure": "sales", "at_least": "1.00"},
                                    {"measure": "margin_rate", "at_least": 500},
                                ]
                            },
                        ]
                    },
                    "rate_bp": 100,
                }
            ),
            "1.00% if (pieces >= 2 and (sales >= 1.00 or margin_rate >= 5.00%)) of own; of own",
        ),
    ],
)
def test_a_tier_tells_what_opens_it_and_whose_sales_it_pays(
    document: dict[str, Any], terms: str
) -> None:
    mode = "each part" if document["tiers"].get("mode") == "marginal" else "the whole"

    assert rule(document).period_terms("silver") == f"{terms} sales ({mode})"


@pytest.mark.parametrize(
    ("document", "terms"),
    [
        (pieces(), "1.00 a piece, 1.50 above 10 (each part)"),
        (pieces(mode="whole_amount"), "1.00 a piece, 1.50 above 10 (the whole)"),
        (ranking("9.00", "6.00", measure="pieces"), "1: 9.00, 2: 6.00 by pieces"),
    ],
)
def test_other_rules_tell_their_terms(document: dict[str, Any], terms: str) -> None:
    assert rule(document).period_terms("silver") == terms


def test_the_terms_are_those_of_the_level() -> None:
    document = tier()
    document["tiers"]["bands"]["gold"] = [{"rate_bp": 2000}]

    assert rule(document).period_terms("gold").startswith("20.00% from")
    assert rule(document).period_terms("silver").startswith("10.00% from")


def test_each_band_of_a_marginal_tier_tells_what_it_pays() -> None:
    why = explain_award(award(tier(*HALVES, mode="marginal"), PeriodFacts(sold(15_00))))

    assert (why.base, why.rate, why.due) == ("10.00 + 5.00", "1.00% + 2.50%", "0.225000")
    assert [(band.lo, band.hi, band.base, band.raw) for band in why.bands] == [
        ("0.00", "10.00", "10.00", "0.100000"),
        ("10.00", None, "5.00", "0.125000"),
    ]


def test_each_step_of_a_rule_a_piece_tells_its_pieces() -> None:
    facts = PeriodFacts(of_pieces(5), before=of_pieces(7))

    why = explain_award(award(pieces(), facts))

    assert [(band.lo, band.hi, band.pieces, band.per_piece) for band in why.bands] == [
        ("0", "10", 10, "1.00"),
        ("10", None, 2, "1.50"),
    ]
    assert (why.with_orders, why.earlier, why.fixed) == ("12.00", "0.00", "1.00")


def test_what_is_kept_of_a_booking_is_told_in_proportion() -> None:
    document = tier(*HALVES, mode="marginal", on_refund="booked_rate")
    booked = award(document, PeriodFacts(sold(15_00)))

    now = evaluated(booked, decided(document), Person("gold", True), PeriodFacts(sold(7_50)), NOW)

    why = explain_award(now)
    assert (why.base, why.rate, why.due) == ("10.00 + 5.00", "1.00% + 2.50%", "0.112500")
    assert why.kept is not None
    assert (why.kept.base, why.kept.of_base) == ("7.50", "15.00")


@pytest.mark.parametrize(
    ("document", "facts", "unpaid"),
    [
        (tier(), PeriodFacts(), "nothing_counted"),
        (tier({"from": "2.00", "rate_bp": 1}), PeriodFacts(sold(100)), "band_not_reached"),
        (tier({"rate_bp": 0}), PeriodFacts(sold(100)), "band_pays_nothing"),
        (tier(mode="marginal"), PeriodFacts(sold(100)), None),
        (tier({"rate_bp": 0}, mode="marginal"), PeriodFacts(sold(100)), "band_pays_nothing"),
        (tier(pays_on="own"), PeriodFacts(sold(100)), "nothing_counted"),
        (tier(measure="profit"), PeriodFacts(Counted(100, 0, 1, 1, 1)), "cost_unknown"),
        (
            steps({"if": {"measure": "orders", "at_least": 9}, "rate_bp": 1}),
            PeriodFacts(sold(100)),
            "condition_not_met",
        ),
        (pieces(), PeriodFacts(of_pieces(10)), "step_not_reached"),
        (pieces(), PeriodFacts(of_pieces(11)), None),
        (ranking(), PeriodFacts(sold(100)), "no_place"),
        (tier(levels=["silver"]), PeriodFacts(sold(100)), "level_not_paid"),
    ],
)
def test_why_a_rule_pays_nothing_is_told(
    document: dict[str, Any], facts: PeriodFacts, unpaid: str | None
) -> None:
    qualified = "levels" not in document

    of = evaluated(NEW, decided(document), Person("gold", qualified), facts, NOW)

    assert explain_award(of).unpaid == unpaid


def test_one_who_has_misbehaved_is_told() -> None:
    of = evaluated(NEW, decided(tier()), Person("gold", False), PeriodFacts(sold(100)), NOW)

    assert explain_award(of).unpaid == "conduct"


def test_an_award_that_was_evaluated_of_old_is_told_without_its_bands() -> None:
    old = award(tier(*HALVES, mode="marginal"), PeriodFacts(sold(15_00))).changed(pay=None)

    why = explain_award(old)

    assert (why.base, why.rate, why.bands, why.due) == ("15.00", "1.50%", (), "0.225000")


@pytest.mark.parametrize(("cost", "margin"), [(101, "-1.00%"), (100, "0.00%"), (99, "1.00%")])
def test_only_a_loss_has_a_sign(cost: int, margin: str) -> None:
    why = explain_award(award(tier(), PeriodFacts(sold(100, cost=cost))))

    assert why.counted.margin_rate == margin
