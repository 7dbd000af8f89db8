"""A SAM template read for running: what it declares, as typed views with every value resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.local.intrinsics import NO_VALUE, Resolver, Stack, TemplateError
from infra.local.names import Names
from infra.local.rest_api import Api, Route, read_api, read_routes
from infra.local.template_file import read_template

EMULATED = frozenset(
    {
        "AWS::DynamoDB::Table",
        "AWS::SQS::Queue",
        "AWS::SSM::Parameter",
        "AWS::SecretsManager::Secret",
        "AWS::Serverless::Api",
        "AWS::Serverless::Function",
        "AWS::Serverless::LayerVersion",
        "AWS::Serverless::StateMachine",
    }
)
_EVENTS = frozenset({"DynamoDB", "SQS", "Schedule", "ScheduleV2"})


@dataclass(frozen=True)
class Function:
    """A Lambda function: where its code is and the environment that the template gives it."""

    logical_id: str
    name: str
    code_uri: Path
    handler: str
    environment: Mapping[str, str]
    timeout: int
    memory_size: int


@dataclass(frozen=True)
class StateMachine:
    """A state machine: its definition file and what replaces `${…}` in it."""

    logical_id: str
    name: str
    definition_uri: Path
    substitutions: Mapping[str, str]


@dataclass(frozen=True)
class Resource:
    """A table, queue, secret or parameter: its properties as its service's API takes them."""

    logical_id: str
    name: str
    properties: Mapping[str, Any]


@dataclass(frozen=True)
class Event:
    """What calls a function: the logical event name and the resolved properties."""

    name: str
    function: str
    kind: str
    properties: Mapping[str, Any]


class Template:
    """What one template declares for one stack; raises TemplateError for what cannot be read."""

    def __init__(self, path: Path, stack: Stack) -> None:
        self.path = path
        self.stack = stack
        self._document = read_template(path)
        self._declared: Mapping[str, Any] = self._document["Resources"]
        self.names = Names(self._declared, stack)
        self._resolver = Resolver(self._document, stack, self.names.attribute)
        self.names.resolve = self._resolver.resolve
        self._resources = {
            logical_id: resource
            for logical_id, resource in self._declared.items()
            if "Condition" not in resource or self._resolver.condition(resource["Condition"])
        }

    def functions(self) -> list[Function]:
        """Every function, Globals merged in."""
        return [self._function(logical_id) for logical_id in self._ids("Function")]

    def state_machines(self) -> list[StateMachine]:
        """Every state machine that is defined in a file."""
        return [self._state_machine(logical_id) for logical_id in self._ids("StateMachine")]

    def resources(self, resource_type: str) -> list[Resource]:
        """Every resource of a plain CloudFormation type."""
        return [
            Resource(logical_id, self.names.name(logical_id), self._properties(logical_id))
            for logical_id, resource in self._resources.items()
            if resource["Type"] == resource_type
        ]

    def events(self, *kinds: str) -> list[Event]:
        """The events of the given kinds over all functions, in declared order."""
        return [event for event in self._events() if event.kind in kinds]

    def api(self) -> Api:
        """The one REST API; a template may declare none."""
        properties = self._api()
        return read_api(_definition(properties), str(properties.get("StageName", "Prod")))

    def routes(self) -> list[Route]:
        """Every route of the API's definition."""
        return read_routes(_definition(self._api()))

    def not_emulated(self) -> list[str]:
        """Declared resource and event types that nothing here brings to life, sorted."""
        types = {resource["Type"] for resource in self._resources.values()} - EMULATED
        events = {event.kind for event in self._events()} - _EVENTS
        return sorted(types | {f"event {kind}" for kind in events})

    def parameters(self) -> dict[str, Any]:
        """The names of the declared parameters and their defaults (None: has to be given)."""
        return {n: s.get("Default") for n, s in self._document.get("Parameters", {}).items()}

    def _ids(self, serverless: str) -> Iterator[str]:
        wanted = f"AWS::Serverless::{serverless}"
        return (i for i, resource in self._resources.items() if resource["Type"] == wanted)

    def _properties(self, logical_id: str) -> dict[str, Any]:
        properties = self._resources[logical_id].get("Properties", {})
        serverless = self._resources[logical_id]["Type"].removeprefix("AWS::Serverless::")
        shared = self._document.get("Globals", {}).get(serverless, {})
        resolved: dict[str, Any] = self._resolver.resolve(_merged(shared, properties))
        return resolved

    def _function(self, logical_id: str) -> Function:
        properties = self._properties(logical_id)
        variables = properties.get("Environment", {}).get("Variables", {})
        return Function(
            logical_id=logical_id,
            name=self.names.name(logical_id),
            code_uri=self._file(properties["CodeUri"]),
            handler=properties["Handler"],
            environment={name: _text(value) for name, value in variables.items()},
            timeout=int(properties.get("Timeout", 3)),
            memory_size=int(properties.get("MemorySize", 128)),
        )

    def _state_machine(self, logical_id: str) -> StateMachine:
        properties = self._properties(logical_id)
        substitutions = properties.get("DefinitionSubstitutions", {})
        return StateMachine(
            logical_id=logical_id,
            name=self.names.name(logical_id),
            definition_uri=self._file(properties["DefinitionUri"]),
            substitutions={name: _text(value) for name, value in substitutions.items()},
        )

    def _events(self) -> Iterator[Event]:
        for logical_id in self._ids("Function"):
            declared = self._resources[logical_id].get("Properties", {}).get("Events", {})
            for name, event in declared.items():
                resolved = self._resolver.resolve(event.get("Properties", {}))
                if resolved is not NO_VALUE:
                    yield Event(name, self.names.name(logical_id), event["Type"], resolved)

    def _api(self) -> Mapping[str, Any]:
        declared = list(self._ids("Api"))
        if len(declared) > 1:
            raise TemplateError(f"one AWS::Serverless::Api can be run, found {', '.join(declared)}")
        return self._properties(declared[0]) if declared else {}

    def _file(self, relative: str) -> Path:
        path = self.path.parent / relative
        if not path.exists():
            raise TemplateError(f"{relative} is named by the template but does not exist")
        return path


def _merged(shared: Any, own: Any) -> Any:
    if isinstance(shared, dict) and isinstance(own, dict):
        return {
            **shared,
            **{k: _merged(shared[k], v) if k in shared else v for k, v in own.items()},
        }
    if isinstance(shared, list) and isinstance(own, list):
        return shared + own
    return own


def _definition(api: Mapping[str, Any]) -> Mapping[str, Any]:
    definition: Mapping[str, Any] = api.get("DefinitionBody", {})
    return definition


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
