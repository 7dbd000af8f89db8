"""The kinds of rules: what is paid for an order, what for a period, and what can only be refused.

Source: A060-A099, A117. Precedence: within a percent rule a link's rate, then the line's own terms,
the product's, the category's, the level's; between rules the order in which the plan names them.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, field_serializer, model_validator

from shared.domain.money import BasisPoints, Yuan
from shared.domain.plans.bands import (
    Bound,
    Measure,
    Tiers,
    measures_of,
    pays_amounts,
    require_fitting,
    written,
)
from shared.domain.plans.parts import (
    MAX_PRODUCTS,
    ByProduct,
    CompleteRates,
    Days,
    DepthRates,
    Flag,
    Limits,
    Name,
    OnRefund,
    OrderKind,
    Part,
    RateOfLevel,
    Rule,
    Slug,
    TaxNature,
    Terms,
)

Cadence = Literal["month", "quarter", "year"]
Subject = Literal["own", "direct", "team"]
OrderKinds = Annotated[tuple[OrderKind, ...], Field(min_length=1, max_length=3)]
Slugs = Annotated[tuple[Slug, ...], Field(max_length=12)]


class OrderRule(Rule):
    """A rule that is decided when an order is created."""

    orders: OrderKinds = ("sale", "pickup")
    replaces: Slugs = ()
    """Rules named before this one that pay nothing on the lines this one pays for."""


class PercentRule(OrderRule, Terms):
    """A percentage by depth and level, or a fixed sum a piece (A060-A064, A067, A069, A085, A095).

    `by` says whose level decides. `link`: a promoter's own link may set his rate inside these
    limits. `lines`: a storefront may set a line's own rate up to this many basis points a depth.
    """

    kind: Literal["percent"]
    by: Literal["payee_level", "seller_level"] = "payee_level"
    base: Literal["goods", "margin"] = "goods"
    products: ByProduct[Terms] = {}
    categories: ByProduct[Terms] = {}
    link: Limits | None = None
    lines: Limits | None = None


class PieceStep(Part):
    """What a piece pays beyond so many pieces."""

    above: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    per_piece: Yuan


class PerPieceRule(OrderRule):
    """A sum a piece to the seller (A065), at the unified price (A066), another beyond some count.

    The least that a piece can pay is paid with the order; what the count decides, with the period.
    """

    kind: Literal["per_piece"]
    per_piece: Yuan
    steps: Annotated[tuple[PieceStep, ...], Field(max_length=50)] = ()
    mode: Literal["marginal", "whole_amount"] = "marginal"
    counted: Literal["month", "term", "lifetime"] = "month"
    on_refund: OnRefund = "recompute"
    unified_price_only: Flag = True
    pickup: Flag = True
    """Whether own-use picking pays the picker."""
    skus: Annotated[tuple[Name, ...], Field(min_length=1, max_length=MAX_PRODUCTS)] | None = None

    @model_validator(mode="after")
    def _steps_rise(self) -> "PerPieceRule":
        counts = [step.above for step in self.steps]
        if counts != sorted(set(counts)):
            raise ValueError("the steps must name rising numbers of pieces, each once")
        sums = [self.per_piece, *(step.per_piece for step in self.steps)]
        if self.on_refund == "recompute":
            self._require_recomputable(rise=sums == sorted(sums))
        return self

    def _require_recomputable(self, *, rise: bool) -> None:
        """Refuse sums by which a refund of some pieces would raise what others pay."""
        if self.counted == "lifetime" and self.steps and not (rise and self.mode == "marginal"):
            raise ValueError(
                "a refund of earlier pieces would raise what later months pay: let the sums rise "
                "with `mode: marginal`, or choose `on_refund: booked_rate`"
            )
        if self.mode == "whole_amount" and not rise:
            raise ValueError(
                "a refund would raise what all pieces pay: let the sums rise, "
                "or choose `mode: marginal` or `on_refund: booked_rate`"
            )


class SameLevel(Part):
    """What the first upline of the level that holds the highest rate gets.

    `top_up` is on top of the ladder, `within_cap` only what is left below its highest rate.
    """

    rate_bp: BasisPoints
    mode: Literal["top_up", "within_cap"] = "within_cap"


class LevelDifferenceRule(OrderRule):
    """Each upline gets what his level's rate is above the highest met below him (A083, A084)."""

    kind: Literal["level_difference"]
    rates_bp: RateOfLevel
    same_level: SameLevel | None = None


class OverrideRule(OrderRule):
    """A percentage of what a downline earns by the rules named, by distance from him (A093).

    `of` names rules that pay commission for an order: their cash value, whatever their form.
    """

    kind: Literal["override"]
    of: Annotated[Slugs, Field(min_length=1)]
    rates_bp: DepthRates


class ReferralRule(OrderRule):
    """The seller's upline gets a share of his sales for a time after he joined (A085, A096).

    A peer's award counts only while both have the same level. `amount`, a flat sum for a recruit,
    can be said only so that the guard refuses it.
    """

    kind: Literal["referral_award", "peer_referral_award"]
    rate_bp: BasisPoints = 0
    within_days: Days
    first_order_only: Flag = False
    amount: Yuan = 0


class OrderTierRule(OrderRule):
    """The seller's rate depends on this one order: its goods, profit or margin (A071-A073)."""

    kind: Literal["order_tier"]
    tiers: Tiers
    on_refund: OnRefund = "booked_rate"

    @model_validator(mode="after")
    def _fits_one_order(self) -> "OrderTierRule":
        if "orders" in measures_of(self.tiers):
            raise ValueError("one order is always one order; measure sales, pieces or its margin")
        if self.tiers.mode == "marginal" and self.tiers.measure != "sales":
            raise ValueError("a marginal tier pays parts of the sales; measure `sales`")
        if self.tiers.mode == "marginal" and pays_amounts(self.tiers):
            raise ValueError("a marginal tier pays rates; leave `amount` out")
        if self.recomputed:
            _require_recomputable(self.tiers)
        return self

    @property
    def recomputed(self) -> bool:
        """Whether a refund looks the tier up anew."""
        return self.on_refund == "recompute"


def _require_recomputable(tiers: Tiers) -> None:
    """Refuse a tier that a refund could not look up anew from what remains of the order's goods."""
    if tiers.steps or tiers.measure != "sales" or pays_amounts(tiers):
        raise ValueError("only rates by bands of sales can be looked up anew; use `booked_rate`")
    for bands in tiers.bands.values():
        rates = [band.rate_bp for band in bands]
        if rates != sorted(rates):
            raise ValueError("with falling rates a refund would raise the rate; use `booked_rate`")


class RestockRule(OrderRule):
    """The uplines of an agent who buys for his stock get a rebate (A086, A098).

    His entry purchase pays nobody. `first_purchase_pays` can be said only so that the guard
    refuses it.
    """

    kind: Literal["restock_rebate"]
    orders: Annotated[tuple[Literal["restock"], ...], Field(min_length=1, max_length=1)] = (
        "restock",
    )
    rates_bp: CompleteRates
    first_purchase_pays: Flag = False


class PriceSpreadRule(OrderRule):
    """Factory supply: each agent keeps what his grade buys cheaper than the one below him (A117).

    Trade in goods, no commission: it counts for no pay depth and is posted apart. `price_lists` are
    prices a piece by grade and product; a grade without a price for a product is passed over.
    """

    kind: Literal["price_spread"]
    tax_nature: TaxNature = "goods_trade"
    price_lists: Annotated[dict[Name, ByProduct[Yuan]], Field(min_length=1, max_length=20)]


class PeriodRule(Rule):
    """A rule that is decided when a period is over, from what was released in it (A080)."""

    period: Cadence
    counted: Literal["released", "paid"] = "released"
    """Whether a sale belongs to the period of its release, or to that of its payment."""
    close_after_days: Annotated[int, Field(strict=True, ge=0, le=366)] = 0
    """How many days after the period's end it is measured."""
    orders: OrderKinds = ("sale", "pickup")
    """Which orders count."""


class TierRule(PeriodRule):
    """A rebate or target award on what somebody, his direct downline or his team sold.

    The subject's measures open the tier; the rate is of the subject's sales, or of the payee's own
    (A070, A073, A074, A077, A078, A079, A087, A094, A099).
    """

    kind: Literal["tier"]
    subject: Subject = "own"
    pays_on: Literal["subject", "own"] = "subject"
    tiers: Tiers
    on_refund: OnRefund = "recompute"
    less: Slugs = ()
    """Rules of shorter periods, named before, whose awards were paid on account of this one."""

    @model_validator(mode="after")
    def _pays_parts_of_what_it_measures(self) -> "TierRule":
        if self.tiers.mode == "marginal":
            if self.tiers.measure != "sales" or self.pays_on != "subject":
                raise ValueError("a marginal tier pays parts of the subject's sales; measure those")
            if pays_amounts(self.tiers):
                raise ValueError("a marginal tier pays rates; leave `amount` out")
        return self


class Place(Part):
    """The prize of a place in a ranking."""

    amount: Yuan


class RankingRule(PeriodRule):
    """Prizes for the best of a period; those who share a place share its prizes (A087)."""

    kind: Literal["ranking"]
    measure: Measure = "sales"
    at_least: Bound = 1
    """What somebody must reach to be ranked at all."""
    places: Annotated[tuple[Place, ...], Field(min_length=1, max_length=100)]

    @model_validator(mode="before")
    @classmethod
    def _bound_fits(cls, document: object) -> object:
        if isinstance(document, Mapping) and "at_least" in document:
            require_fitting(document["at_least"], document.get("measure", "sales"), "at_least")
        return document

    @field_serializer("at_least")
    def _write(self, bound: int) -> str | int | None:
        return written(bound, self.measure)

    @model_validator(mode="after")
    def _prizes_fall(self) -> "RankingRule":
        amounts = [place.amount for place in self.places]
        if amounts != sorted(amounts, reverse=True):
            raise ValueError("a better place must not get less; name the largest prize first")
        return self


class RecruitRule(Rule):
    """A sum for recruits: it can be said only so that the guard refuses it (A075, A097)."""

    kind: Literal["recruit_award"]
    amount: Yuan


class ShareRule(Rule):
    """A sum for sharing or following: it can be said only so that the guard refuses it (A095)."""

    kind: Literal["share_award"]
    amount: Yuan


AnyRule = Annotated[
    PercentRule
    | PerPieceRule
    | LevelDifferenceRule
    | OverrideRule
    | ReferralRule
    | OrderTierRule
    | RestockRule
    | PriceSpreadRule
    | TierRule
    | RankingRule
    | RecruitRule
    | ShareRule,
    Field(discriminator="kind"),
]


class Budget(Part):
    """How much commission a plan may promise a period, in all; what is taken back is free again."""

    amount: Yuan
    period: Cadence


class Product(Part):
    """What the catalogue says of a product: its unified price (A066) and cost, a piece."""

    price: Yuan | None = None
    cost: Yuan | None = None
    category: Name | None = None


def on_account(rule: Rule) -> tuple[Slug, ...]:
    """Give the rules whose awards were paid on account of a rule's."""
    return rule.less if isinstance(rule, TierRule) else ()
