"""A tier of a period: a rebate or target award on what somebody, his downline or his team sold.

Source: A070-A079, A087, A094, A099; faults W42, W43, W51.
"""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import model_validator

from shared.domain.commission.counted import Counted
from shared.domain.commission.in_band import parts_of, weight_in
from shared.domain.commission.period_pay import Pay, PeriodFacts, Unpaid
from shared.domain.commission.prizes import Prize
from shared.domain.commission.tiering import whole_in
from shared.domain.documents.fault import fault_at
from shared.domain.rules.bounds import Inducement, Usual
from shared.domain.rules.period_ref import Role
from shared.domain.rules.periodic_rule import PeriodRule
from shared.domain.rules.rule import Document
from shared.domain.rules.tiered import TieredRule
from shared.domain.terms.bands import Tiers, measures_of, pays_amounts
from shared.domain.terms.parts import MAX_PAY_DEPTH, Limits, OnRefund, Slugs, of_level
from shared.domain.terms.tier_bounds import (
    entries_of,
    highest_by_level,
    require_rates_where_marginal,
)
from shared.domain.terms.tier_words import mode_words, tier_words

TEAM_DEPTH = 20
"""How far above the buyer a sale still counts for what somebody's team reaches."""

USUAL = Limits(min_bp=300, max_bp=1000)
"""What a plan of two levels usually pays an upline of his downline's sales in a period (A099)."""

Subject = Literal["own", "direct", "team"]

ROLES_OF: dict[Subject, tuple[Role, ...]] = {
    "own": ("own",),
    "direct": ("direct",),
    "team": ("own", "direct", "team"),
}
"""Which orders are a subject's: those in which somebody stands so."""

_REACH: dict[Subject, int] = {"own": 1, "direct": 2, "team": TEAM_DEPTH}
_PAID_REACH: dict[Subject, int] = {**_REACH, "team": MAX_PAY_DEPTH}


class TierRule(PeriodRule, TieredRule):
    """A rebate or target award on what somebody, his direct downline or his team sold.

    The subject's measures open the tier; the rate is of the subject's sales, or of the payee's own
    (A070, A073, A074, A077, A078, A079, A087, A094, A099).
    """

    example: ClassVar[Document] = {
        "name": "monthly",
        "pay_depth": 1,
        "rules": [
            {
                "id": "own",
                "kind": "tier",
                "period": "month",
                "tiers": {
                    "bands": {
                        "default": [
                            {"to": "50.00", "rate_bp": 200},
                            {"from": "50.00", "rate_bp": 400},
                        ]
                    }
                },
            },
            {
                "id": "direct",
                "kind": "tier",
                "period": "month",
                "subject": "direct",
                "tiers": {
                    "steps": {
                        "default": [
                            {
                                "if": {
                                    "all": [
                                        {"measure": "orders", "at_least": 1},
                                        {"measure": "sales", "at_least": "80.00"},
                                    ]
                                },
                                "rate_bp": 300,
                            }
                        ]
                    }
                },
            },
        ],
    }

    kind: Literal["tier"]
    subject: Subject = "own"
    """Whose sales open the tier: his own, his direct downline's or his team's (A094)."""
    pays_on: Literal["subject", "own"] = "subject"
    """Whether the rate is of the subject's sales, or of the payee's own."""
    tiers: Tiers
    """What opens which rate or sum (A070-A079)."""
    on_refund: OnRefund = "recompute"
    """Whether a late refund looks the tier up anew, or keeps the rate that was booked."""
    less: Slugs = ()
    """Rules of shorter periods, named before, whose awards were paid on account of this one."""

    @model_validator(mode="after")
    def _pays_parts_of_what_it_measures(self) -> "TierRule":
        if self.tiers.mode == "marginal":
            if self.tiers.measure != "sales" or self.pays_on != "subject":
                raise fault_at(("tiers",), "marginal_of_subjects_sales")
            require_rates_where_marginal(self.tiers)
        return self

    # What counts

    @property
    def roles(self) -> tuple[Role, ...]:
        """Which orders are the subject's."""
        return ROLES_OF[self.subject]

    @property
    def reach(self) -> int:
        """How many above the buyer it looks at.

        Who is paid on his team's sales is one of the three whom a sale may pay (A064); a team that
        only opens a tier on somebody's own sales goes further up.
        """
        return (_REACH if self.pays_own_sales else _PAID_REACH)[self.subject]

    @property
    def pays_own_sales(self) -> bool:
        """Whether the rate is of the payee's own sales."""
        return self.pays_on == "own"

    @property
    def on_account(self) -> tuple[str, ...]:
        """The rules of shorter periods whose awards were paid on account of its own."""
        return self.less

    @property
    def may_be_on_account(self) -> bool:
        """A tier of a longer period may take off what it paid."""
        return True

    # What that pays

    def pay(self, level: str, facts: PeriodFacts, prize: Prize | None = None) -> Pay:
        """Look the tier up: the subject opens it, the rate is of his sales or the payee's own.

        Nothing sold pays nothing, not even a fixed sum; but the payee's own sales pay by what a
        subject without any reaches.
        """
        base = facts.own.sales if self.pays_own_sales else facts.subject.sales
        pay = Pay(facts.size, base, measure=_measure(self.tiers, facts.subject))
        if not facts.subject.sales and not base:
            return pay._replace(unpaid="nothing_counted")
        if self.tiers.mode == "marginal":
            return _by_parts(self.tiers, level, pay)
        found = whole_in(self.tiers, level, facts.subject.measures, base)
        if found is None:
            return pay._replace(unpaid=_why_not_reached(self.tiers, facts.subject))
        weight = base * found.rate_bp
        rate_bp, fixed_fen = found.rate_bp, found.fixed_fen
        return _with_reason(
            pay._replace(rate_bp=rate_bp, rate_weight=weight, fixed_fen=fixed_fen, bands=(found,))
        )

    @property
    def after_refund(self) -> OnRefund:
        """Whether a late refund looks the tier up anew, or keeps the rate that was booked."""
        return self.on_refund

    def period_terms(self, level: str) -> str:
        """Say what it pays on whose sales, from which sales of the subject on."""
        said, mode = tier_words(self.tiers, level), mode_words(self.tiers.mode)
        whose = "own" if self.pays_own_sales else self.subject
        return f"{said} of {self.subject}; of {whose} sales ({mode})"

    # What it pays at most

    @property
    def most_bp(self) -> int:
        """The most that a period pays all who share in a sale, in basis points of it.

        A sale pays the teams of three at most; where a team only opens a rate, everybody his own.
        """
        highest = max(highest_by_level(self.tiers).values())
        return highest * (MAX_PAY_DEPTH if self.pays_teams else 1)

    @property
    def pays_teams(self) -> bool:
        """Whether it pays the teams of as many uplines as a sale may pay."""
        return self.subject == "team" and not self.pays_own_sales

    def inducements(self) -> Iterator[Inducement]:
        """Warn of pay by what a team sold (A078), and of sums for a count of what others buy."""
        yield from super().inducements()
        counted = measures_of(self.tiers) & {"orders", "pieces"}
        if counted and pays_amounts(self.tiers) and self.subject != "own":
            yield Inducement("headcount_in_disguise", ("tiers",))
        if self.subject == "team":
            yield Inducement("team_rebate", ("subject",))

    def beside_usual(self) -> Usual | None:
        """Give the rates on what a direct downline sold."""
        if self.subject != "direct":
            return None
        rates = [each.rate_bp for entry in entries_of(self.tiers).values() for each in entry]
        return Usual("tiers", rates, USUAL)


def _by_parts(tiers: Tiers, level: str, pay: Pay) -> Pay:
    starts = [(band.from_, band.rate_bp) for band in of_level(tiers.bands, level)]
    bands = tuple(parts_of(starts, pay.base))
    weight = weight_in(bands)
    return _with_reason(pay._replace(rate_bp=weight // pay.base, rate_weight=weight, bands=bands))


def _with_reason(pay: Pay) -> Pay:
    """Say why bands that were reached pay nothing, if so."""
    if pay.weight:
        return pay
    return pay._replace(unpaid="band_pays_nothing" if pay.base else "nothing_counted")


def _why_not_reached(tiers: Tiers, counted: Counted) -> Unpaid:
    margin = measures_of(tiers) & {"profit", "margin_rate"}
    if margin and counted.profit is None:
        return "cost_unknown"
    return "band_not_reached" if tiers.bands else "condition_not_met"


def _measure(tiers: Tiers, subject: Counted) -> int:
    """Give what a fixed sum goes by: the pieces or orders that opened the tier, else the sales."""
    if tiers.bands and tiers.measure == "pieces":
        return subject.pieces
    return subject.orders if tiers.bands and tiers.measure == "orders" else subject.sales
