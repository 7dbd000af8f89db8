"""What changes from one plan to another: rules are matched by their id, whatever their place.

Values are as documents write them: quoted yuan, basis points.
"""

from collections.abc import Iterator, Sequence

from pydantic import JsonValue

from shared.domain.documents.changes import Change, between
from shared.domain.plans.document import Plan
from shared.domain.rules.rule import Rule


def changes(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Give all changes in the order of the document, its rules last."""
    old = before.model_dump(mode="json", by_alias=True, exclude={"rules"})
    new = after.model_dump(mode="json", by_alias=True, exclude={"rules"})
    return (*between((), old, new), *_of_rules(before.rules, after.rules))


def _of_rules(before: Sequence[Rule], after: Sequence[Rule]) -> Iterator[Change]:
    old, new = {rule.id: rule for rule in before}, {rule.id: rule for rule in after}
    stay = [name for name in old if name in new]
    now = [name for name in new if name in old]
    if stay != now:
        yield Change(path="rules (order)", before=list(stay), after=list(now))
    for name in dict.fromkeys([*new, *old]):
        yield from _of_rule(("rules", name), old.get(name), new.get(name))


def _of_rule(path: tuple[str, ...], before: Rule | None, after: Rule | None) -> Iterator[Change]:
    if before is not None and after is not None:
        old, new = (rule.model_dump(mode="json", by_alias=True) for rule in (before, after))
        yield from between(path, old, new)
    else:
        yield Change(path=".".join(path), before=_short(before), after=_short(after))


def _short(rule: Rule | None) -> JsonValue:
    """Write a whole rule without what every rule says unless told otherwise."""
    if rule is None:
        return None
    written: JsonValue = rule.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return written
