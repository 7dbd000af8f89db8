"""What another plan would have paid: the same orders under two plans, by the same engine.

All figures are fen, net of refunds, and add up: the sums of the parts of a period are the sums of
the period. A price spread is trade in goods and stands apart from commission. Source: feature 40.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from shared.domain.civil_periods import last_second, period_of
from shared.domain.commission.counted import Counted
from shared.domain.commission.earnings import Earning
from shared.domain.commission.facts import OrderFacts
from shared.domain.commission.rounding import net_weights, shares_of
from shared.domain.comparing.period_counts import Award, Count, PeriodRules, Place, awards
from shared.domain.engine.payees import who_is_paid
from shared.domain.forms import Form
from shared.domain.orders.commissions import Commission
from shared.domain.orders.lines import Line
from shared.domain.orders.order import Order
from shared.domain.orders.promises import remaining_weights
from shared.domain.periods.awards import Person

K = TypeVar("K")


class Pay(NamedTuple):
    """What one rule pays somebody for an order: `(line, fen)` by line."""

    payee: str
    rule: str
    kind: str
    form: Form
    by_line: Sequence[tuple[int, int]]
    trade: bool = False


class Pair(NamedTuple):
    """One figure under the old plan and under the new one."""

    old: int = 0
    new: int = 0

    @property
    def change(self) -> int:
        """How much more it is under the new plan; negative for less."""
        return self.new - self.old

    def plus(self, old: int, new: int) -> "Pair":
        """Give the pair with something added to either side."""
        return Pair(self.old + old, self.new + new)


NONE = Pair()


class RuleOf(NamedTuple):
    """What the sums of rules are told apart by."""

    rule: str
    kind: str
    form: Form
    trade: bool = False


@dataclass
class Comparison:
    """The sums over some orders, to which more can be added.

    `costed_goods_fen`, `cost_fen` and `on_costed` are of the lines whose cost is known: what was
    kept of them, what that cost, and the commission on it. `months` are what is paid by the month
    in which a budget counts it. `counts` wait for `add_awards`.
    """

    orders: int = 0
    goods_fen: int = 0
    costed_goods_fen: int = 0
    cost_fen: int = 0
    on_costed: Pair = NONE
    payees: dict[str, Pair] = field(default_factory=dict)
    rules: dict[RuleOf, Pair] = field(default_factory=dict)
    months: dict[str, Pair] = field(default_factory=dict)
    counts: dict[Place, Count] = field(default_factory=dict)

    @property
    def commission(self) -> Pair:
        """What is paid in all, without price spreads."""
        paid = self.payees.values()
        return Pair(sum(each.old for each in paid), sum(each.new for each in paid))

    @property
    def margin_left(self) -> Pair:
        """What margin leaves after commission, in fen, as far as costs are known.

        Awards of periods belong to no line: they are taken off only where every cost is known.
        """
        margin = self.costed_goods_fen - self.cost_fen
        known = self.goods_fen == self.costed_goods_fen
        paid = self.commission if known else self.on_costed
        return Pair(margin - paid.old, margin - paid.new)

    def add(self, order: Order, old: Sequence[Pay], new: Sequence[Pay]) -> None:
        """Add an order: what was kept of its lines, and what either plan pays for it."""
        lines, month = order.lines, period_of("month", order.created_at)
        self.orders += 1
        self.goods_fen += sum(line.remaining_fen for line in lines)
        known = [line for line in lines if line.cost_fen is not None]
        self.costed_goods_fen += sum(line.remaining_fen for line in known)
        self.cost_fen += sum(_net_cost(line) for line in known)
        costed = {line.line for line in known}
        for pay in old:
            self._count(pay, month, Pair(old=_on_all(pay)), Pair(old=_on_some(pay, costed)))
        for pay in new:
            self._count(pay, month, Pair(new=_on_all(pay)), Pair(new=_on_some(pay, costed)))

    def count(self, place: Place, person: Person, sales: Counted) -> None:
        """Add what an order counts for a period rule."""
        new = Count(person, sales)
        known = self.counts.get(place)
        self.counts[place] = known.plus(new) if known else new

    def add_awards(self, old: PeriodRules, new: PeriodRules) -> None:
        """Add what either side's period rules pay for all that was counted, once it is complete."""
        for each in awards(old, "old", self.counts):
            self._award(each, Pair(old=each.fen))
        for each in awards(new, "new", self.counts):
            self._award(each, Pair(new=each.fen))
        self.counts.clear()

    def join(self, other: "Comparison") -> None:
        """Add the sums over other orders."""
        self.orders += other.orders
        self.goods_fen += other.goods_fen
        self.costed_goods_fen += other.costed_goods_fen
        self.cost_fen += other.cost_fen
        self.on_costed = self.on_costed.plus(*other.on_costed)
        for payee, pair in other.payees.items():
            _add(self.payees, payee, pair)
        for rule, pair in other.rules.items():
            _add(self.rules, rule, pair)
        for month, pair in other.months.items():
            _add(self.months, month, pair)
        for place, count in other.counts.items():
            self.count(place, *count)

    def _award(self, award: Award, paid: Pair) -> None:
        _add(self.rules, RuleOf(award.rule, award.kind, award.form), paid)
        _add(self.payees, award.payee, paid)
        _add(self.months, period_of("month", last_second(award.period)), paid)

    def _count(self, pay: Pay, month: str, paid: Pair, on_costed: Pair) -> None:
        if paid == NONE:
            return
        _add(self.rules, RuleOf(pay.rule, pay.kind, pay.form, pay.trade), paid)
        if not pay.trade:
            _add(self.payees, pay.payee, paid)
            _add(self.months, month, paid)
            self.on_costed = self.on_costed.plus(*on_costed)


def pay_of(earnings: Iterable[Earning], facts: OrderFacts, lines: Sequence[Line]) -> list[Pay]:
    """Say what earnings pay for a past order, net of refunds, to whom they reach."""
    is_paid = who_is_paid(facts)
    by_number = {line.line: line for line in lines}
    return [
        Pay(
            earning.payee,
            earning.rule,
            earning.kind,
            earning.form,
            _by_line(earning, by_number),
            earning.trade,
        )
        for earning in earnings
        if is_paid(earning)
    ]


def kept_pay(order: Order) -> list[Pay]:
    """Say what an order's own snapshot pays, whatever was decided about the payees since."""
    return [
        Pay(each.payee, each.rule, each.kind, each.form, _kept(each, order.lines), each.trade)
        for each in order.commissions
        if not each.out
    ]


def _add(sums: dict[K, Pair], of: K, paid: Pair) -> None:
    sums[of] = sums.get(of, NONE).plus(*paid)


def _kept(commission: Commission, lines: Sequence[Line]) -> list[tuple[int, int]]:
    fens = shares_of(remaining_weights(commission, lines))
    return [(share.line, fen) for share, fen in zip(commission.shares, fens, strict=True)]


def _net_cost(line: Line) -> int:
    """Give the cost of what was not refunded, in proportion."""
    if not line.cost_fen or not line.base_fen:
        return 0
    return line.cost_fen * line.qty * line.remaining_fen // line.base_fen


def _by_line(earning: Earning, lines: Mapping[int, Line]) -> list[tuple[int, int]]:
    parts = earning.parts
    fens = shares_of(net_weights(parts, lines, earning.tier, earning.whole))
    return [(part.line, fen) for part, fen in zip(parts, fens, strict=True)]


def _on_all(pay: Pay) -> int:
    return sum(fen for _, fen in pay.by_line)


def _on_some(pay: Pay, lines: Collection[int]) -> int:
    return sum(fen for line, fen in pay.by_line if line in lines)
