"""What a comparison of plans asks and answers: one page of sums that callers add up.

Amounts are fen, net of refunds; `old` and `new` say what either plan pays.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Self

from pydantic import Field, TypeAdapter

from shared.domain.commission.counted import Counted
from shared.domain.comparing.comparison import Comparison, Pair, RuleOf
from shared.domain.comparing.period_counts import Count, Place, Side
from shared.domain.forms import Form
from shared.domain.guard.findings import Finding
from shared.domain.identifiers import PeriodName
from shared.domain.orders.order_pointers import PAID_LISTS, PaidPlace
from shared.domain.periods.awards import Person
from shared.domain.plans.kinds import AnyPeriodicRule
from shared.domain.records import Value
from shared.domain.rules.period_ref import Role
from shared.domain.rules.periodic_rule import PeriodicRule
from shared.edge.http.problems import Unacceptable, field_error
from shared.edge.rulebook.plan_messages import FindingView, PlanDocument
from shared.usecases.comparing.compare_period import Page
from shared.words.catalogue import term

_RULE: TypeAdapter[PeriodicRule] = TypeAdapter(AnyPeriodicRule)
_PLACE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})/([0-9]{1,2})/(.*)")


class ComparePlans(Value):
    """The plan to compare, with which other one, for the orders paid in which period.

    Without `old` it is compared with what the orders keep. `after` is what a page called `next`.
    """

    plan: PlanDocument
    old: PlanDocument | None = None
    period: PeriodName
    after: Annotated[str, Field(strict=True, max_length=200)] | None = None

    @property
    def place(self) -> PaidPlace | None:
        """Give the place that `after` names. Errors: invalid_fields."""
        if self.after is None:
            return None
        match = _PLACE.fullmatch(self.after)
        try:
            if match is None or int(match[2]) >= PAID_LISTS:
                raise ValueError("no page ended here")
            return PaidPlace(date.fromisoformat(match[1]), int(match[2]), match[3])
        except ValueError as error:
            wrong = field_error("#/after", term("field_fault", "no_page_ended_here"))
            raise Unacceptable("invalid_fields", "fields_named", [wrong]) from error


class PayeeSums(Value):
    """What a payee gets by all rules together, without price spreads."""

    payee: str
    old_fen: int
    new_fen: int


class RuleSums(Value):
    """What a rule pays all payees; `trade` in goods is no commission."""

    rule: str
    kind: str
    form: Form
    trade: bool
    old_fen: int
    new_fen: int


class MonthSums(Value):
    """What orders promise, without price spreads, by the month of their creation."""

    month: str
    old_fen: int
    new_fen: int


class PeriodSums(Value):
    """What orders count for a payee by a period rule: its pay follows when all pages are added."""

    plan: Side
    rule: str
    period: str
    payee: str
    role: Role
    level: str
    qualified: bool
    sales_fen: int
    cost_fen: int
    unknown_costs: int
    pieces: int
    orders: int
    with_orders_fen: int
    room: int
    cost_rest: int

    @classmethod
    def of(cls, place: Place, count: Count) -> Self:
        """Show what is counted at a place."""
        sales = count.sales
        return cls(
            plan=place.side,
            rule=place.rule,
            period=place.period,
            payee=place.payee,
            role=place.role,
            **count.person._asdict(),
            sales_fen=sales.sales,
            cost_fen=sales.cost,
            unknown_costs=sales.unknown_costs,
            pieces=sales.pieces,
            orders=sales.orders,
            with_orders_fen=sales.with_orders,
            room=sales.room,
            cost_rest=sales.cost_rest,
        )

    @property
    def counted(self) -> tuple[Place, Count]:
        """Give the place, and what is counted there."""
        sales = Counted(
            self.sales_fen,
            self.cost_fen,
            self.unknown_costs,
            self.pieces,
            self.orders,
            self.with_orders_fen,
            self.room,
            self.cost_rest,
        )
        place = Place(self.plan, self.rule, self.period, self.payee, self.role)
        return place, Count(Person(self.level, self.qualified), sales)


class OldRule(Value):
    """The rule that decides for a period on the old side, as its plan says it."""

    period: str
    rule: dict[str, Any]

    @classmethod
    def of(cls, period: str, rule: PeriodicRule) -> Self:
        """Show a rule."""
        return cls(period=period, rule=rule.model_dump(mode="json", by_alias=True))

    @property
    def read(self) -> PeriodicRule:
        """Give the rule."""
        return _RULE.validate_python(self.rule)


class ComparisonPage(Value):
    """The sums over some paid orders; with `next`, there are more.

    `costed_…` are of the lines whose cost is known. `old_rules` decide what `periods` of the old
    side pay. No budget is applied; `months`, with the awards that end in them, tell what one would
    have to cover. `findings` are what the guard says of the new plan, on the first page alone.
    """

    orders: int
    goods_fen: int
    costed_goods_fen: int
    costed_cost_fen: int
    costed_old_fen: int
    costed_new_fen: int
    payees: tuple[PayeeSums, ...]
    rules: tuple[RuleSums, ...]
    months: tuple[MonthSums, ...]
    periods: tuple[PeriodSums, ...]
    old_rules: tuple[OldRule, ...]
    findings: tuple[FindingView, ...]
    next: str | None

    @classmethod
    def of(cls, page: Page, found: tuple[Finding, ...]) -> Self:
        """Show a page."""
        sums = page.sums
        return cls(
            orders=sums.orders,
            goods_fen=sums.goods_fen,
            costed_goods_fen=sums.costed_goods_fen,
            costed_cost_fen=sums.cost_fen,
            costed_old_fen=sums.on_costed.old,
            costed_new_fen=sums.on_costed.new,
            payees=tuple(PayeeSums(payee=who, **_both(it)) for who, it in sums.payees.items()),
            rules=tuple(
                RuleSums(**{**rule._asdict(), **_both(it)}) for rule, it in sums.rules.items()
            ),
            months=tuple(MonthSums(month=month, **_both(it)) for month, it in sums.months.items()),
            periods=tuple(PeriodSums.of(*each) for each in sums.counts.items()),
            old_rules=tuple(OldRule.of(*each) for each in _old_rules(page)),
            findings=tuple(map(FindingView.of, found)),
            next=page.next and f"{page.next.day}/{page.next.shard}/{page.next.place}",
        )

    @property
    def sums(self) -> Comparison:
        """Give the sums, to be added to those of other pages."""
        return Comparison(
            orders=self.orders,
            goods_fen=self.goods_fen,
            costed_goods_fen=self.costed_goods_fen,
            cost_fen=self.costed_cost_fen,
            on_costed=Pair(self.costed_old_fen, self.costed_new_fen),
            payees={each.payee: Pair(each.old_fen, each.new_fen) for each in self.payees},
            rules={
                RuleOf(each.rule, each.kind, each.form, each.trade): Pair(
                    each.old_fen, each.new_fen
                )
                for each in self.rules
            },
            months={each.month: Pair(each.old_fen, each.new_fen) for each in self.months},
            counts=dict(each.counted for each in self.periods),
        )


def _both(pair: Pair) -> dict[str, int]:
    return {"old_fen": pair.old, "new_fen": pair.new}


def _old_rules(page: Page) -> Iterator[tuple[str, PeriodicRule]]:
    places = {(each.rule, each.period) for each in page.sums.counts if each.side == "old"}
    for name, period in sorted(places):
        rule = page.plans.old_periods(name, period)
        if rule is not None:
            yield period, rule
