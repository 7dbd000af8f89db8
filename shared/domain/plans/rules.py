"""The kinds of rules: what is paid for an order, what for a period, and what can only be refused.

Source: A060-A099, A117. Precedence: within a percent rule a link's rate, then the line's own terms,
the product's, the category's, the level's; between rules the order in which the plan names them.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, field_serializer, model_validator

from shared.domain.civil_periods import Cadence
from shared.domain.documents.amounts import Yuan
from shared.domain.documents.fault import Fault, fault_at
from shared.domain.documents.part import Days, Flag, Name, Part, Slug
from shared.domain.forms import TaxNature
from shared.domain.money import BasisPoints
from shared.domain.rules.rule import Rule
from shared.domain.terms.bands import (
    Bound,
    Measure,
    Tiers,
    measures_of,
    pays_amounts,
    require_fitting,
    written,
)
from shared.domain.terms.parts import (
    MAX_PRODUCTS,
    ByProduct,
    CompleteRates,
    DepthRates,
    Limits,
    OnRefund,
    OrderKinds,
    RateOfLevel,
    Slugs,
    Terms,
)

Subject = Literal["own", "direct", "team"]


class OrderRule(Rule):
    """A rule that is decided when an order is created."""

    orders: OrderKinds = ("sale", "pickup")
    """Which orders the rule pays for."""
    replaces: Slugs = ()
    """Rules named before this one that pay nothing on the lines this one pays for."""


class PercentRule(OrderRule, Terms):
    """A percentage by depth and level, or a fixed sum a piece (A060-A064, A067, A069, A085, A095).

    `by` says whose level decides. `link`: a promoter's own link may set his rate inside these
    limits. `lines`: a storefront may set a line's own rate up to this many basis points a depth.
    """

    kind: Literal["percent"]
    by: Literal["payee_level", "seller_level"] = "payee_level"
    """Whose level decides about the rates (A067)."""
    base: Literal["goods", "margin"] = "goods"
    """What the rates are of: what was paid for the goods, or their margin."""
    products: ByProduct[Terms] = {}
    """What products pay instead, by SKU; `{}` pays nothing (A067)."""
    categories: ByProduct[Terms] = {}
    """What categories pay instead, by name; a product's own terms come first (A067)."""
    link: Limits | None = None
    """Between what rates a promoter may set one for his own link (A069, A095)."""
    lines: Limits | None = None
    """Up to what rate a storefront may set a line's own."""


class PieceStep(Part):
    """What a piece pays beyond so many pieces."""

    above: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    """Beyond how many pieces."""
    per_piece: Yuan
    """Yuan a piece."""


class PerPieceRule(OrderRule):
    """A sum a piece to the seller (A065), at the unified price (A066), another beyond some count.

    The least that a piece can pay is paid with the order; what the count decides, with the period.
    """

    kind: Literal["per_piece"]
    per_piece: Yuan
    """Yuan a piece (A065)."""
    steps: Annotated[tuple[PieceStep, ...], Field(max_length=50)] = ()
    """Other sums a piece beyond so many pieces, in rising order (A065)."""
    mode: Literal["marginal", "whole_amount"] = "marginal"
    """Whether a step is paid for the pieces beyond it, or for all of them (A065)."""
    counted: Literal["month", "term", "lifetime"] = "month"
    """How long pieces are counted together: a month, a year, or a lifetime (A065)."""
    on_refund: OnRefund = "recompute"
    """Whether a refund looks the step up anew, or keeps what was booked."""
    unified_price_only: Flag = True
    """Whether only pieces that were sold at the product's price pay (A066)."""
    pickup: Flag = True
    """Whether own-use picking pays the picker."""
    skus: Annotated[tuple[Name, ...], Field(min_length=1, max_length=MAX_PRODUCTS)] | None = None
    """Only these products; left out: all."""

    @model_validator(mode="after")
    def _steps_rise(self) -> "PerPieceRule":
        counts = [step.above for step in self.steps]
        if counts != sorted(set(counts)):
            raise fault_at(
                ("steps",),
                "the steps must name rising numbers of pieces, each once",
                "各档的件数（above）须递增且不重复",
            )
        sums = [self.per_piece, *(step.per_piece for step in self.steps)]
        if self.on_refund == "recompute":
            self._require_recomputable(rise=sums == sorted(sums))
        return self

    def _require_recomputable(self, *, rise: bool) -> None:
        """Refuse sums by which a refund of some pieces would raise what others pay."""
        if self.counted == "lifetime" and self.steps and not (rise and self.mode == "marginal"):
            raise Fault(
                "a refund of earlier pieces would raise what later months pay: let the sums rise "
                "with `mode: marginal`, or choose `on_refund: booked_rate`",
                "退回早先的件数会使以后月份多付：请让每件金额递增并用 `mode: marginal`，"
                "或改用 `on_refund: booked_rate`",
            )
        if self.mode == "whole_amount" and not rise:
            raise Fault(
                "a refund would raise what all pieces pay: let the sums rise, "
                "or choose `mode: marginal` or `on_refund: booked_rate`",
                "退款会使全部件数多付：请让每件金额递增，"
                "或改用 `mode: marginal` 或 `on_refund: booked_rate`",
            )


class SameLevel(Part):
    """What the first upline of the level that holds the highest rate gets.

    `top_up` is on top of the ladder, `within_cap` only what is left below its highest rate.
    """

    rate_bp: BasisPoints
    """Basis points of the base (A084)."""
    mode: Literal["top_up", "within_cap"] = "within_cap"
    """On top of the ladder, or only what is left below its highest rate."""


class LevelDifferenceRule(OrderRule):
    """Each upline gets what his level's rate is above the highest met below him (A083, A084)."""

    kind: Literal["level_difference"]
    rates_bp: RateOfLevel
    """Basis points of the base by level, `default` for all others (A083)."""
    same_level: SameLevel | None = None
    """What the first upline of the same level gets; left out: nothing (A084)."""


class OverrideRule(OrderRule):
    """A percentage of what a downline earns by the rules named, by distance from him (A093).

    `of` names rules that pay commission for an order: their cash value, whatever their form.
    """

    kind: Literal["override"]
    of: Annotated[Slugs, Field(min_length=1)]
    """The rules of whose commission it is."""
    rates_bp: DepthRates
    """Basis points of that commission by distance from whoever earns it, nearest first."""


class ReferralRule(OrderRule):
    """The seller's upline gets a share of his sales for a time after he joined (A085, A096).

    A peer's award counts only while both have the same level. `amount`, a flat sum for a recruit,
    can be said only so that the guard refuses it.
    """

    kind: Literal["referral_award", "peer_referral_award"]
    """`peer_referral_award` pays only while both have the same level."""
    rate_bp: BasisPoints = 0
    """Basis points of the newcomer's sales."""
    within_days: Days
    """For how many days after the newcomer joined."""
    first_order_only: Flag = False
    """Whether only the newcomer's first order pays."""
    amount: Yuan = 0
    """A flat sum in yuan for a recruit: always refused by the guard (A096)."""


class OrderTierRule(OrderRule):
    """The seller's rate depends on this one order: its goods, profit or margin (A071-A073)."""

    kind: Literal["order_tier"]
    tiers: Tiers
    """What opens which rate (A071-A073)."""
    on_refund: OnRefund = "booked_rate"
    """Whether a refund looks the tier up anew, or keeps the rate that was booked."""

    @model_validator(mode="after")
    def _fits_one_order(self) -> "OrderTierRule":
        if "orders" in measures_of(self.tiers):
            raise fault_at(
                ("tiers",),
                "one order is always one order; measure sales, pieces or its margin",
                "一笔订单总是一单；请按 sales、pieces 或毛利（profit、margin_rate）分档",
            )
        if self.tiers.mode == "marginal" and self.tiers.measure != "sales":
            raise fault_at(
                ("tiers", "measure"),
                "a marginal tier pays parts of the sales; measure `sales`",
                "分段累进（marginal）只按销售额分段；请写 `measure: sales`",
            )
        if self.tiers.mode == "marginal" and pays_amounts(self.tiers):
            raise _marginal_amount()
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
        raise fault_at(
            ("on_refund",),
            "only rates by bands of sales can be looked up anew; use `booked_rate`",
            "只有按销售额分档（bands）的费率才能在退款时重新查档；请改用 `booked_rate`",
        )
    for bands in tiers.bands.values():
        rates = [band.rate_bp for band in bands]
        if rates != sorted(rates):
            raise fault_at(
                ("on_refund",),
                "with falling rates a refund would raise the rate; use `booked_rate`",
                "费率递减时，退款会使费率升高；请改用 `booked_rate`",
            )


def _marginal_amount() -> ValueError:
    return fault_at(
        ("tiers",),
        "a marginal tier pays rates; leave `amount` out",
        "分段累进（marginal）只付费率；请删去 `amount`",
    )


class RestockRule(OrderRule):
    """The uplines of an agent who buys for his stock get a rebate (A086, A098).

    His entry purchase pays nobody. `first_purchase_pays` can be said only so that the guard
    refuses it.
    """

    kind: Literal["restock_rebate"]
    orders: Annotated[tuple[Literal["restock"], ...], Field(min_length=1, max_length=1)] = (
        "restock",
    )
    """An agent's purchases for his stock, always."""
    rates_bp: CompleteRates
    """Basis points of the purchase by level, a rate for each depth, nearest first (A098)."""
    first_purchase_pays: Flag = False
    """Whether an entry purchase pays: always refused by the guard (A098, A120)."""


class PriceSpreadRule(OrderRule):
    """Factory supply: each agent keeps what his grade buys cheaper than the one below him (A117).

    Trade in goods, no commission: it counts for no pay depth and is posted apart. `price_lists` are
    prices a piece by grade and product; a grade without a price for a product is passed over.
    """

    kind: Literal["price_spread"]
    tax_nature: TaxNature = "goods_trade"
    """What the spread is to the tax office: trade in goods."""
    price_lists: Annotated[dict[Name, ByProduct[Yuan]], Field(min_length=1, max_length=20)]
    """Yuan a piece by grade and SKU (A117)."""


class PeriodRule(Rule):
    """A rule that is decided when a period is over, from what was released in it (A080)."""

    period: Cadence
    """How long the period is (A080)."""
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
                raise fault_at(
                    ("tiers",),
                    "a marginal tier pays parts of the subject's sales; measure those: "
                    "write `measure: sales` and `pays_on: subject`",
                    "分段累进（marginal）按被考核者的销售额分段；"
                    "请写 `measure: sales` 与 `pays_on: subject`",
                )
            if pays_amounts(self.tiers):
                raise _marginal_amount()
        return self


class Place(Part):
    """The prize of a place in a ranking."""

    amount: Yuan
    """The prize, in yuan."""


class RankingRule(PeriodRule):
    """Prizes for the best of a period; those who share a place share its prizes (A087)."""

    kind: Literal["ranking"]
    measure: Measure = "sales"
    """By what people are ranked."""
    at_least: Bound = 1
    """What somebody must reach to be ranked at all."""
    places: Annotated[tuple[Place, ...], Field(min_length=1, max_length=100)]
    """The prizes, the first place first."""

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
            raise fault_at(
                ("places",),
                "a better place must not get less; name the largest prize first",
                "名次靠前者奖金不得更少；请由大到小排列",
            )
        return self


class RecruitRule(Rule):
    """A sum for recruits: it can be said only so that the guard refuses it (A075, A097)."""

    kind: Literal["recruit_award"]
    amount: Yuan
    """A sum in yuan."""


class ShareRule(Rule):
    """A sum for sharing or following: it can be said only so that the guard refuses it (A095)."""

    kind: Literal["share_award"]
    amount: Yuan
    """A sum in yuan."""


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


def on_account(rule: Rule) -> tuple[Slug, ...]:
    """Give the rules whose awards were paid on account of a rule's."""
    return rule.less if isinstance(rule, TierRule) else ()
