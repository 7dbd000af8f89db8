"""Every kind of rule, found in the room of the kinds: a new kind is a new file there."""

from collections.abc import Iterator, Sequence
from functools import reduce
from importlib import import_module
from operator import or_
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Annotated, TypeGuard, get_args

from pydantic import Field

from shared.domain import kinds
from shared.domain.documents.fault_hints import SHAPES
from shared.domain.rules.periodic_rule import PeriodicRule
from shared.domain.rules.rule import Rule


def names_of(kind: type[Rule]) -> Sequence[str]:
    """Give what documents call a kind; one class may stand for two."""
    return get_args(kind.model_fields["kind"].annotation)


def _found() -> Iterator[type[Rule]]:
    for file in iter_modules(kinds.__path__):
        module = import_module(f"{kinds.__name__}.{file.name}")
        for value in vars(module).values():
            if _is_rule(value, module.__name__):
                yield value


def _is_rule(value: object, module: str) -> TypeGuard[type[Rule]]:
    # Whose it is comes first: of a class that is no rule, all subclasses of rules would be asked.
    return isinstance(value, type) and value.__module__ == module and issubclass(value, Rule)


def _place(kind: type[Rule]) -> int:
    """Give a kind's place as people are told of them; what is always refused comes last."""
    told = [SHAPES.kinds.index(name) for name in names_of(kind) if name in SHAPES.kinds]
    return min(told, default=len(SHAPES.kinds))


def _one_of(some: Sequence[type[Rule]]) -> object:
    return Annotated[reduce(or_, some), Field(discriminator="kind")]


KINDS: Sequence[type[Rule]] = sorted(_found(), key=_place)

if TYPE_CHECKING:
    AnyRule = Rule
    AnyPeriodicRule = PeriodicRule
else:
    AnyRule = _one_of(KINDS)
    AnyPeriodicRule = _one_of([kind for kind in KINDS if issubclass(kind, PeriodicRule)])
