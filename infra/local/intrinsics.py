"""CloudFormation's intrinsic functions, resolved against the names of one local stack."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

NO_VALUE = object()
_PLACEHOLDER = re.compile(r"\$\{(!?)([^}]+)\}")


class TemplateError(ValueError):
    """The template says something that cannot be run here; the message names the place."""


@dataclass(frozen=True)
class Stack:
    """Where a template runs: its name, region and account, and its parameters' values."""

    name: str = "fenrun"
    region: str = "us-east-1"
    account_id: str = "123456789012"
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def partition(self) -> str:
        """`aws-cn` for a region in China, else `aws`."""
        return "aws-cn" if self.region.startswith("cn-") else "aws"

    @property
    def url_suffix(self) -> str:
        """The partition's domain."""
        return "amazonaws.com.cn" if self.partition == "aws-cn" else "amazonaws.com"

    def arn(self, service: str, resource: str) -> str:
        """The name of a resource of this stack's region and account."""
        region = "" if service in ("iam", "s3") else self.region
        return f"arn:{self.partition}:{service}:{region}:{self.account_id}:{resource}"

    def pseudo_parameters(self) -> dict[str, Any]:
        """What `AWS::…` names stand for."""
        return {
            "AWS::Partition": self.partition,
            "AWS::Region": self.region,
            "AWS::AccountId": self.account_id,
            "AWS::StackName": self.name,
            "AWS::StackId": self.arn("cloudformation", f"stack/{self.name}/local"),
            "AWS::URLSuffix": self.url_suffix,
            "AWS::NoValue": NO_VALUE,
        }


# libyaml reads the template ten times as fast; not every build of PyYAML has it.
if TYPE_CHECKING or not yaml.__with_libyaml__:
    from yaml import SafeLoader
else:
    from yaml import CSafeLoader as SafeLoader


class _Loader(SafeLoader):
    """YAML with CloudFormation's short tags."""


def _short_tag(loader: _Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)  # type: ignore[arg-type]
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _short_tag)


def parse_yaml(text: str) -> Any:
    """YAML, or JSON, with every short tag written out."""
    return yaml.load(text, Loader=_Loader)


def parse_template(text: str) -> dict[str, Any]:
    """The template with every short tag written out; raises TemplateError when it is no mapping."""
    document = parse_yaml(text)
    if not isinstance(document, dict) or "Resources" not in document:
        raise TemplateError("the template has no Resources; is this the SAM template?")
    return document


class Resolver:
    """Replaces references by values; `attribute` answers what Ref (None) and GetAtt mean."""

    def __init__(
        self,
        document: Mapping[str, Any],
        stack: Stack,
        attribute: Callable[[str, str | None], Any],
    ) -> None:
        self._document = document
        self._attribute = attribute
        self._values = {**stack.pseudo_parameters(), **_parameters(document, stack.parameters)}
        self._functions: dict[str, Callable[[Any], Any]] = {
            "Ref": self._ref,
            "Fn::GetAtt": self._get_att,
            "Fn::Sub": self._sub,
            "Fn::Join": lambda a: a[0].join(str(part) for part in self.resolve(a[1])),
            "Fn::If": lambda a: self.resolve(a[1] if self.condition(a[0]) else a[2]),
            "Fn::Select": lambda a: self.resolve(a[1])[int(self.resolve(a[0]))],
            "Fn::Split": lambda a: str(self.resolve(a[1])).split(a[0]),
            "Fn::FindInMap": self._find_in_map,
        }

    def resolve(self, value: Any) -> Any:
        """The value without intrinsic functions; raises TemplateError for an unknown one."""
        if isinstance(value, list):
            return [v for v in map(self.resolve, value) if v is not NO_VALUE]
        if not isinstance(value, dict):
            return value
        if len(value) == 1 and (name := next(iter(value))) in self._functions:
            return self._functions[name](value[name])
        if len(value) == 1 and (name := next(iter(value))).startswith("Fn::"):
            raise TemplateError(f"{name} is not supported by the local cloud; use Ref, Sub or If")
        resolved = {key: self.resolve(inner) for key, inner in value.items()}
        return {key: inner for key, inner in resolved.items() if inner is not NO_VALUE}

    def condition(self, name: str) -> bool:
        """Whether the named condition of the template holds."""
        conditions = self._document.get("Conditions", {})
        if name not in conditions:
            raise TemplateError(f"condition {name} is used but not declared")
        return self._holds(conditions[name])

    def _holds(self, test: Mapping[str, Any]) -> bool:
        name, operand = next(iter(test.items()))
        match name:
            case "Condition":
                return self.condition(operand)
            case "Fn::Equals":
                left, right = (self.resolve(side) for side in operand)
                return str(left) == str(right)
            case "Fn::Not":
                return not self._holds(operand[0])
            case "Fn::And":
                return all(self._holds(each) for each in operand)
            case "Fn::Or":
                return any(self._holds(each) for each in operand)
        raise TemplateError(f"{name} is not a condition function")

    def _ref(self, name: str) -> Any:
        return self._values[name] if name in self._values else self._attribute(name, None)

    def _get_att(self, target: Any) -> Any:
        logical_id, name = target if isinstance(target, list) else target.split(".", 1)
        return self._attribute(logical_id, self.resolve(name))

    def _sub(self, argument: Any) -> str:
        text, own = argument if isinstance(argument, list) else (argument, {})

        def value(match: re.Match[str]) -> str:
            literal, name = match.groups()
            if literal:
                return f"${{{name}}}"
            return str(self.resolve(own[name]) if name in own else self._named(name))

        return _PLACEHOLDER.sub(value, text)

    def _named(self, name: str) -> Any:
        return self._get_att(name) if "." in name else self._ref(name)

    def _find_in_map(self, argument: list[Any]) -> Any:
        name, first, second = (self.resolve(part) for part in argument)
        return self.resolve(self._document["Mappings"][name][first][second])


def _parameters(document: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    declared = document.get("Parameters", {})
    if unknown := sorted(set(given) - set(declared)):
        raise TemplateError(f"the template declares no parameter {', '.join(unknown)}")
    values = {n: given.get(n, spec.get("Default")) for n, spec in declared.items()}
    if missing := sorted(name for name, value in values.items() if value is None):
        raise TemplateError(f"give a value to parameter {', '.join(missing)}: it has no default")
    lists = {name for name, spec in declared.items() if "List" in spec.get("Type", "")}
    return {n: str(v).split(",") if n in lists else v for n, v in values.items()}
