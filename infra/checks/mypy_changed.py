"""A plugin of mypy: which fields `changed` takes of each immutable model, and of which types.

What pydantic's own plugin says of a model stays as it is; `changed` is added behind it.
"""

from collections.abc import Callable
from functools import partial

from mypy.nodes import (
    ARG_NAMED_OPT,
    ARG_STAR2,
    MDEF,
    Argument,
    Decorator,
    SymbolTableNode,
    TypeInfo,
    TypeVarExpr,
    Var,
)
from mypy.plugin import ClassDefContext, Plugin
from mypy.plugins.common import add_method_to_class
from mypy.types import AnyType, TypeOfAny, TypeVarId, TypeVarType
from pydantic.mypy import PydanticPlugin

IMMUTABLE = "shared.domain.immutable.Immutable"
METHOD = "changed"


def plugin(_: str) -> type[Plugin]:
    """Give the plugin, for any version of mypy."""
    return ChangedPlugin


class ChangedPlugin(PydanticPlugin):
    """Pydantic's plugin that gives each model below `Immutable` a `changed` of its own fields."""

    def get_base_class_hook(self, fullname: str) -> Callable[[ClassDefContext], None] | None:
        """Let pydantic make the model, then add the method."""
        make_model = super().get_base_class_hook(fullname)
        symbol = self.lookup_fully_qualified(fullname)
        if make_model and symbol and _is_immutable(symbol.node):
            return partial(_with_changed, make_model)
        return make_model


def _is_immutable(node: object) -> bool:
    return isinstance(node, TypeInfo) and node.has_base(IMMUTABLE)


def _with_changed(make_model: Callable[[ClassDefContext], None], context: ClassDefContext) -> None:
    make_model(context)
    construct = context.cls.info.get("model_construct")
    if construct and construct.plugin_generated and isinstance(construct.node, Decorator):
        _add(context, [_optional(each) for each in _fields(construct.node)])


def _fields(construct: Decorator) -> list[Argument]:
    """The fields under their own names, as the constructor without validation takes them."""
    _class, _fields_set, *fields = construct.func.arguments
    return [each for each in fields if each.kind != ARG_STAR2]


def _optional(field: Argument) -> Argument:
    variable = Var(field.variable.name, field.variable.type)
    return Argument(variable, field.type_annotation, None, ARG_NAMED_OPT)


def _add(context: ClassDefContext, fields: list[Argument]) -> None:
    names, itself = context.cls.info.names, _itself(context)
    names[itself.name] = SymbolTableNode(MDEF, _declared(itself))
    names.pop(METHOD, None)
    method = add_method_to_class(
        context.api, context.cls, METHOD, fields, itself, self_type=itself, tvar_def=itself
    )
    # It is no definition to check: a subclass may narrow the type of a field that it inherits.
    context.cls.defs.body.remove(method)


def _itself(context: ClassDefContext) -> TypeVarType:
    """The very type that it is called on, of which it gives a copy."""
    of = context.cls.info.fullname
    return TypeVarType(
        "_Itself",
        f"{of}._Itself",
        id=TypeVarId(-1, namespace=f"{of}.{METHOD}"),
        values=[],
        upper_bound=context.api.named_type("builtins.object"),
        default=AnyType(TypeOfAny.from_omitted_generics),
    )


def _declared(variable: TypeVarType) -> TypeVarExpr:
    return TypeVarExpr(variable.name, variable.fullname, [], variable.upper_bound, variable.default)
