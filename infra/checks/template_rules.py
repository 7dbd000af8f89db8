"""Rules for template.yaml that cfn-lint does not know; written as SAM reads it, Globals merged."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

_INVOKED = re.compile(r"/functions/\$\{(\w+)\.Arn\}/invocations")
_TIMES_VISIBLE = 6
"""How many times a function's time its queue waits for it: what AWS advises."""
_ASYNCHRONOUS = frozenset({"Schedule", "ScheduleV2"})

Document = Mapping[str, Any]
Properties = Mapping[str, Any]


def violations(document: Document) -> list[str]:
    """Everything in the template that is against the rules of this house."""
    return [
        *(p for name, it in of_type(document, "Serverless::Function") for p in _function(name, it)),
        *(
            p
            for name, it in of_type(document, "Serverless::StateMachine")
            for p in _machine(name, it)
        ),
        *_permissions(document),
        *_queues(document),
        *_logs(document),
        *_wildcards(document),
        *_partitions(document),
    ]


def of_type(document: Document, kind: str) -> Iterator[tuple[str, Properties]]:
    """The resources of one type with their properties, those of Globals included."""
    common = document.get("Globals", {}).get(kind.removeprefix("Serverless::"), {})
    for name, resource in document["Resources"].items():
        if resource["Type"] == f"AWS::{kind}":
            yield name, {**common, **resource.get("Properties", {})}


def statements(properties: Properties) -> Iterator[Mapping[str, Any]]:
    """The statements that `Policies` spells out."""
    for policy in properties.get("Policies", ()):
        if isinstance(policy, dict):
            yield from policy.get("Statement", ())


def _function(name: str, function: Properties) -> Iterator[str]:
    for wanted in ("MemorySize", "Timeout"):
        if not isinstance(function.get(wanted), int):
            yield f"{name} has no {wanted} of its own"
    if not _role_of_its_own(function):
        yield f"{name} has no role of its own: give it Policies of statements, and no Role"
    yield from (f"{name} {problem}" for problem in _asynchronous(function))
    for event_name, event in function.get("Events", {}).items():
        if event["Type"] == "DynamoDB":
            yield from (f"{name}.{event_name} {p}" for p in _stream(event["Properties"]))
        if event["Type"] == "Api":
            yield f"{name}.{event_name} is a route: write it in a view, then `make openapi`"


def _asynchronous(function: Properties) -> Iterator[str]:
    declared = function.get("EventInvokeConfig", {})
    called = any(it["Type"] in _ASYNCHRONOUS for it in function.get("Events", {}).values())
    if called and "OnFailure" not in declared.get("DestinationConfig", {}):
        yield "has no failure destination"
    if declared and not called:
        yield "is never called asynchronously: leave EventInvokeConfig out"


def _machine(name: str, machine: Properties) -> Iterator[str]:
    if not _role_of_its_own(machine):
        yield f"{name} has no role of its own: give it Policies of statements, and no Role"
    if machine.get("Type") != "STANDARD":
        yield f"{name} must be STANDARD: it waits for days"


def _role_of_its_own(properties: Properties) -> bool:
    policies = properties.get("Policies", [])
    return (
        "Role" not in properties
        and bool(policies)
        # A managed or templated policy grants what nobody here reads.
        and all(isinstance(policy, dict) and set(policy) == {"Statement"} for policy in policies)
    )


def _stream(mapping: Properties) -> Iterator[str]:
    if "ReportBatchItemFailures" not in mapping.get("FunctionResponseTypes", ()):
        yield "repeats whole batches: set FunctionResponseTypes to [ReportBatchItemFailures]"
    if "OnFailure" not in mapping.get("DestinationConfig", {}):
        yield "has no failure destination"
    for wanted in ("BisectBatchOnFunctionError", "MaximumRetryAttempts", "FilterCriteria"):
        if wanted not in mapping:
            yield f"has no {wanted}"


def _queues(document: Document) -> Iterator[str]:
    """What a queue calls may fail for a while: no message of it may be lost, or come for ever."""
    queues = dict(of_type(document, "SQS::Queue"))
    for name, function in of_type(document, "Serverless::Function"):
        for event_name, event in function.get("Events", {}).items():
            if event["Type"] == "SQS":
                queue = queues.get(event["Properties"]["Queue"].get("Fn::GetAtt", [""])[0], {})
                problems = _queued(event["Properties"], queue, function["Timeout"])
                yield from (f"{name}.{event_name} {problem}" for problem in problems)


def _queued(mapping: Properties, queue: Properties, timeout: int) -> Iterator[str]:
    if "ReportBatchItemFailures" not in mapping.get("FunctionResponseTypes", ()):
        yield "repeats whole batches: set FunctionResponseTypes to [ReportBatchItemFailures]"
    if "RedrivePolicy" not in queue:
        yield "has no dead letters: give its queue a RedrivePolicy"
    if queue.get("VisibilityTimeout", 30) < _TIMES_VISIBLE * timeout:
        yield f"shows messages again too soon: {_TIMES_VISIBLE} times the function's Timeout"


def _permissions(document: Document) -> Iterator[str]:
    """One for each function: a policy of 20 KB would not hold one for each route."""
    given = Counter(it["FunctionName"]["Ref"] for _, it in of_type(document, "Lambda::Permission"))
    called = {name for _, api in of_type(document, "Serverless::Api") for name in _invoked(api)}
    for name in sorted(called | set(given)):
        if given[name] != (wanted := int(name in called)):
            yield f"{name} has {given[name]} permissions for the API, and {wanted} is right"


def _invoked(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _invoked(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _invoked(inner)
    elif isinstance(value, str) and (found := _INVOKED.search(value)):
        yield found[1]


def _logs(document: Document) -> Iterator[str]:
    groups = dict(of_type(document, "Logs::LogGroup"))
    users: dict[str, str] = {}
    for name, group in _log_groups(document):
        if "RetentionInDays" not in groups.get(group, {}):
            yield f"{name} has no log group with a retention"
        elif group in users:
            yield f"{name} shares its log group with {users[group]}"
        users.setdefault(group, name)


def _log_groups(document: Document) -> Iterator[tuple[str, str]]:
    for name, function in of_type(document, "Serverless::Function"):
        yield name, function.get("LoggingConfig", {}).get("LogGroup", {}).get("Ref", "")
    for name, machine in of_type(document, "Serverless::StateMachine"):
        yield name, _destination(machine.get("Logging", {}))


def _destination(logging: Properties) -> str:
    for destination in logging.get("Destinations", ()):
        arn = destination["CloudWatchLogsLogGroup"]["LogGroupArn"].get("Fn::GetAtt", [""])
        return str(arn[0])
    return ""


def _wildcards(document: Document) -> Iterator[str]:
    listed = dict(_allowed_everywhere(document))
    used: set[str] = set()
    for kind in ("Serverless::Function", "Serverless::StateMachine"):
        for name, properties in of_type(document, kind):
            for statement in statements(properties):
                actions = _many(statement["Action"])
                yield from (f"{name} allows {action}" for action in actions if "*" in action)
                if _is_everything(statement["Resource"]):
                    used.update(actions)
                    bad = [action for action in actions if action not in listed]
                    yield from (f"{name} allows {action} on every resource" for action in bad)
    yield from (f"{action} is listed but not used" for action in sorted(set(listed) - used))
    yield from (f"{action} is listed without a reason" for action in listed if not listed[action])


def _allowed_everywhere(document: Document) -> Iterator[tuple[str, str]]:
    for entry in document["Metadata"]["Fenrun"]["AllowedOnEveryResource"]:
        for action in entry["Actions"]:
            yield action, entry.get("Reason", "")


def _is_everything(resource: Any) -> bool:
    texts = [_text(one) for one in _many(resource)]
    return any(text.endswith("*") and not _names_its_own(text) for text in texts)


def _names_its_own(resource: str) -> bool:
    """Whether a name goes on behind one of our own resources: its executions, say."""
    return "${AWS::StackName}-" in resource


def _text(resource: Any) -> str:
    substituted = resource.get("Fn::Sub", "") if isinstance(resource, dict) else resource
    return str(_many(substituted)[0])


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _partitions(value: Any, place: str = "template") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _partitions(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _partitions(inner, f"{place}[{index}]")
    elif isinstance(value, str) and "arn:aws" in value:
        yield f"{place} names one partition; write arn:${{AWS::Partition}}"
