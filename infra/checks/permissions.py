"""What the template lets each function and state machine do, and how that fits what they do."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from infra.checks.api_calls import ApiCall
from infra.checks.template_rules import statements
from infra.local.template import Template

_LEADING_KEYS = "ForAllValues:StringLike"


@dataclass(frozen=True)
class Grant:
    """One statement of the policies of the function or machine `owner`, a logical id.

    `keys` are patterns of partition keys, None where the statement has no condition.
    """

    owner: str
    principal: str
    sid: str
    actions: frozenset[str]
    resources: frozenset[str]
    keys: frozenset[str] | None

    def allows(self, call: ApiCall) -> bool:
        """Whether this statement alone allows a call, as IAM wants it."""
        return self.concerns(call) and all(self._admits(key) for key in call.keys)

    def concerns(self, call: ApiCall) -> bool:
        """Whether it is about a call's action and resource, whatever its keys."""
        return (
            call.principal == self.principal
            and call.action in self.actions
            # Which machine a task token belongs to is known to the service only.
            and (call.resource is None or call.resource in self.resources)
        )

    def _admits(self, key: str) -> bool:
        return self.keys is None or any(fnmatchcase(key, pattern) for pattern in self.keys)


def grants(template: Template) -> list[Grant]:
    """Every statement of every function and state machine; raises ValueError for an unknown one."""
    return [
        _grant(template, resource.logical_id, statement)
        for kind in ("Function", "StateMachine")
        for resource in template.resources(f"AWS::Serverless::{kind}")
        for statement in statements(resource.properties)
    ]


def not_allowed(given: Iterable[Grant], calls: Iterable[ApiCall]) -> list[str]:
    """What was called that no single statement allows: who, which action, on what, which keys."""
    given = list(given)
    owners = {grant.principal: grant.owner for grant in given}
    return sorted(
        {
            f"{owners.get(call.principal, call.principal)} may not {_said(call)}"
            for call in calls
            if not any(grant.allows(call) for grant in given)
        }
    )


def not_used(given: Iterable[Grant], calls: Iterable[ApiCall]) -> list[str]:
    """What the statements allow and no call needed, `Owner.Sid action key`.

    Without a key: an action that the statement names for nothing.
    """
    calls = list(calls)
    # What names no resource is for the platform's own logs and traces: another rule lists it.
    named = [grant for grant in given if grant.resources != {"*"}]
    return sorted(line for grant in named for line in _idle(grant, calls))


def _idle(grant: Grant, calls: list[ApiCall]) -> Iterator[str]:
    made = [call for call in calls if grant.allows(call)]
    place = f"{grant.owner}.{grant.sid}"
    for action in grant.actions - {call.action for call in made}:
        yield f"{place} {action}"
    for resource in grant.resources - {call.resource for call in made if call.resource}:
        yield f"{place} on {resource}"
    for action in {call.action for call in made}:
        keys = {key for call in made if call.action == action for key in call.keys}
        for pattern in grant.keys or ():
            if not any(fnmatchcase(key, pattern) for key in keys):
                yield f"{place} {action} {pattern}"


def _said(call: ApiCall) -> str:
    # Ids differ from call to call, and what is missing is the same.
    kinds = sorted({key.partition("#")[0] for key in call.keys})
    keys = f" with {', '.join(kinds)}" if kinds else ""
    return f"{call.action} on {call.resource or 'what its token names'}{keys}"


def _grant(template: Template, owner: str, statement: Mapping[str, Any]) -> Grant:
    if statement["Effect"] != "Allow":
        raise ValueError(f"{owner}: only statements that allow can be proved")
    return Grant(
        owner=owner,
        principal=template.names.arn(owner),
        sid=statement["Sid"],
        actions=frozenset(_many(statement["Action"])),
        resources=frozenset(_many(statement["Resource"])),
        keys=_keys(owner, statement.get("Condition")),
    )


def _keys(owner: str, condition: Mapping[str, Any] | None) -> frozenset[str] | None:
    match condition:
        case None:
            return None
        case {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": patterns}} if (
            len(condition) == 1 and len(condition[_LEADING_KEYS]) == 1
        ):
            return frozenset(_many(patterns))
    raise ValueError(f"{owner}: only {_LEADING_KEYS} on dynamodb:LeadingKeys can be proved")


def _many(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
