"""What a comparison says: the plans, the sums, who gains and loses, and what the guard finds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fenrun.terminal.findings import Found
from shared.domain.comparing.budget_use import BudgetUse, budget_use
from shared.domain.comparing.comparison import Comparison, Pair
from shared.domain.comparing.effects import Effect, Effects, effects_of
from shared.domain.comparing.period_counts import Side
from shared.domain.documents.places import named_path
from shared.domain.guard.guard import findings
from shared.domain.money import FULL_RATE
from shared.domain.plans.document import Plan
from shared.words.catalogue import term
from shared.words.wording import Words, said_twice

AS_KEPT = "as the orders keep it"
"""What the old side is called where it is the orders' own snapshots."""


@dataclass(frozen=True)
class Compared:
    """The sums over all orders, of which `source` says which: under two plans.

    Without an old one the old side is what the orders keep.
    """

    source: Words
    sums: Comparison
    old: Plan | None
    new: Plan
    notes: tuple[Words, ...] = ()
    """What the orders do not tell."""


@dataclass(frozen=True)
class Outcome:
    """A comparison that is done; `notes` say what it does not take into account.

    `budgets` are what the plans that have one promise in each of its periods, by the plan's side.
    """

    source: Words
    old: str
    new: str
    sums: Comparison
    effects: Effects
    budgets: Mapping[Side, Sequence[BudgetUse]]
    findings: Sequence[Found]
    notes: Sequence[Words]


def outcome_of(compared: Compared, top: int) -> Outcome:
    """Finish a comparison: name the `top` people on either side, ask the guard."""
    sums, old, new = compared.sums, compared.old, compared.new
    return Outcome(
        source=compared.source,
        old=old.name if old else AS_KEPT,
        new=new.name,
        sums=sums,
        effects=effects_of(sums.payees, top),
        budgets=dict(_budgets(compared)),
        findings=list(_found(new)),
        notes=(*compared.notes, *_notes(new)),
    )


def _found(new: Plan) -> Iterator[Found]:
    """Give the guard's findings, each with the id of the rule that it is of."""
    document = {"rules": [{"id": rule.id} for rule in new.rules]}
    for each in findings(new):
        place = named_path(document, each.place) or each.path
        yield Found.of(each)._replace(place=place)


def _budgets(compared: Compared) -> Iterator[tuple[Side, Sequence[BudgetUse]]]:
    months = compared.sums.months
    if compared.old and compared.old.budget:
        old = {month: pair.old for month, pair in months.items()}
        yield "old", budget_use(compared.old.budget, old)
    if compared.new.budget:
        new = {month: pair.new for month, pair in months.items()}
        yield "new", budget_use(compared.new.budget, new)


def _notes(new: Plan) -> Iterator[Words]:
    if new.budget is not None:
        facts = {"amount": new.budget.amount, "period": new.budget.period}
        yield term("comparison", "budget_left_out", facts)


def basis_points(fen: int, of_fen: int) -> int:
    """Give a share in basis points, rounded to the nearest; of nothing it is 0."""
    return (2 * fen * FULL_RATE + of_fen) // (2 * of_fen) if of_fen else 0


def as_json(outcome: Outcome) -> dict[str, Any]:
    """Give everything as JSON data; amounts are fen, shares basis points of the goods."""
    sums = outcome.sums
    return {
        "orders_from": outcome.source.en,
        "old": outcome.old,
        "new": outcome.new,
        "orders": sums.orders,
        "goods_fen": sums.goods_fen,
        "commission": {**_pair(sums.commission), **_shares(sums)},
        "margin": _margin(sums),
        "rules": [{**rule._asdict(), **_pair(pair)} for rule, pair in sums.rules.items()],
        "people": _people(outcome.effects),
        "budgets": [_use(side, each) for side, uses in outcome.budgets.items() for each in uses],
        "findings": [each._asdict() for each in outcome.findings],
        "notes": [said_twice(each) for each in outcome.notes],
    }


def _people(effects: Effects) -> dict[str, Any]:
    return {
        "gain": effects.gain,
        "lose": effects.lose,
        "same": effects.same,
        "most_gained": [_effect(each) for each in effects.most_gained],
        "most_lost": [_effect(each) for each in effects.most_lost],
        "classes": [each._asdict() for each in effects.classes],
    }


def _use(side: str, use: BudgetUse) -> dict[str, Any]:
    return {"plan": side, **use._asdict(), "excess_fen": use.excess_fen}


def _shares(sums: Comparison) -> dict[str, int]:
    paid = sums.commission
    return {
        "old_bp": basis_points(paid.old, sums.goods_fen),
        "new_bp": basis_points(paid.new, sums.goods_fen),
    }


def _margin(sums: Comparison) -> dict[str, Any]:
    left = sums.margin_left
    return {
        "goods_fen": sums.costed_goods_fen,
        "unknown_goods_fen": sums.goods_fen - sums.costed_goods_fen,
        "cost_fen": sums.cost_fen,
        "before_fen": sums.costed_goods_fen - sums.cost_fen,
        "old_fen": left.old,
        "new_fen": left.new,
    }


def _effect(effect: Effect) -> dict[str, Any]:
    return {"payee": effect.payee, **_pair(effect.pay)}


def _pair(pair: Pair) -> dict[str, int]:
    return {"old_fen": pair.old, "new_fen": pair.new, "change_fen": pair.change}
