"""Whom the rules of a plan pay nothing for an order, and why, so that everybody has an answer.

Asked are those whom a rule looks at: uplines inside the pay depth, the seller, his upline, agents,
or who picks for himself. The amounts are the engine's; this only says what stood in their way.
Source: A089.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from shared.domain.commission.earnings import LINE, Earning
from shared.domain.commission.facts import OrderFacts, Upline
from shared.domain.commission.not_paid import MAX_NOT_PAID, NotPaid, NotPaidFor
from shared.domain.plans.document import Plan
from shared.domain.rules.order_rule import OrderRule, Place, WhyNot, order_rules
from shared.domain.terms.parts import MAX_PAY_DEPTH

Ask = Callable[[OrderFacts, Sequence[Earning]], tuple[NotPaid, ...]]
"""Tells whom a plan pays nothing for an order, given what it pays."""


class _Asked(NamedTuple):
    rule: OrderRule
    kind: str
    why: WhyNot
    replaced: bool


def asker_of(plan: Plan) -> Ask:
    """Make what answers for a plan; an order keeps as many answers as fit into it."""
    rules = order_rules(plan.rules)
    replaced = {name for rule in rules for name in rule.replaces}
    asked = [
        _Asked(rule, rule.kind, rule.why_not(plan.products), rule.id in replaced) for rule in rules
    ]
    depth = min(plan.pay_depth, MAX_PAY_DEPTH)

    def ask(facts: OrderFacts, earned: Sequence[Earning]) -> tuple[NotPaid, ...]:
        facts = facts._replace(chain=facts.chain[:depth])
        found = (each for one in asked for each in _of_rule(one, facts, earned))
        return tuple(islice(found, MAX_NOT_PAID))

    return ask


def _of_rule(asked: _Asked, facts: OrderFacts, earned: Sequence[Earning]) -> Iterator[NotPaid]:
    rule = asked.rule
    if rule.counts_orders(facts.kind) and rule.valid.covers(facts.at):
        for depth, payee in rule.looks_at(facts):
            for why, lines in _reasons(asked, facts, (depth, payee), earned).items():
                yield _not_paid(asked, facts, (depth, payee), why, lines)


def _reasons(
    asked: _Asked, facts: OrderFacts, place: Place, earned: Sequence[Earning]
) -> dict[NotPaidFor, list[int]]:
    """Give the lines that he is paid nothing for, by reason."""
    depth, payee = place
    mine = [each for each in earned if (each.payee, each.rule) == (payee.id, asked.rule.id)]
    paid = {part[LINE] for each in mine for part in each.bare}
    general = None if mine else _general(asked.rule, facts, payee)
    reasons: dict[NotPaidFor, list[int]] = {}
    for line in facts.lines:
        if line.line not in paid:
            why = general or asked.why(facts, line, depth, payee) or _taken(asked, payee, earned)
            reasons.setdefault(why, []).append(line.line)
    return reasons


def _general(rule: OrderRule, facts: OrderFacts, payee: Upline) -> NotPaidFor | None:
    """Say why a rule does not look at an order's lines for him at all."""
    return "entry_purchase" if facts.first_purchase else rule.disqualified(payee, facts.at)


def _taken(asked: _Asked, payee: Upline, earned: Collection[Earning]) -> NotPaidFor:
    """Say what took from him what the rule itself would pay."""
    paid = {each.payee for each in earned}
    if payee.id not in paid and len(paid) >= MAX_PAY_DEPTH:
        return "three_payees"
    return "replaced" if asked.replaced else "no_rate"


def _not_paid(
    asked: _Asked, facts: OrderFacts, place: Place, why: NotPaidFor, lines: Sequence[int]
) -> NotPaid:
    rule, (depth, payee) = asked.rule, place
    return NotPaid(
        payee=payee.id,
        rule=rule.id,
        kind=asked.kind,
        depth=depth,
        level=payee.level,
        why=why,
        lines=() if len(lines) == len(facts.lines) else tuple(lines),
        terms=rule.order_terms(payee.level),
        measured=rule.measured_words(facts),
    )
