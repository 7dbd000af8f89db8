"""The stack as a picture: what calls which function, and what each may reach."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from infra.checks.permissions import Grant, grants
from infra.checks.pictures.mermaid import Edge, Group, Node, flowchart
from infra.local.template import Template

AROUND = (
    Node("Shop", ("storefronts",), "round"),
    Node("People", ("people",), "round"),
    Node("Channel", ("WeChat Pay",), "round"),
    Node("Api", ("REST API",), "stadium"),
    Node("Clock", ("EventBridge",), "round"),
    Node("Scheduler", ("EventBridge Scheduler",), "round"),
    Node("Receivers", ("receivers of webhooks",), "round"),
)
FRAMES = {
    "Requests": "functions that answer requests",
    "Tasks": "functions of the state machines",
    "Own": "functions with a trigger of their own",
    "Machines": "state machines",
}
SHAPES = {
    "AWS::DynamoDB::Table": "store",
    "AWS::SQS::Queue": "hexagon",
    "AWS::SecretsManager::Secret": "box",
}


class Call(NamedTuple):
    """Who may use what, by logical ids."""

    source: str
    target: str


def stack_picture(template: Template) -> list[str]:
    """The stack's flow chart."""
    calls = sorted(set(_calls(template, grants(template))))
    members = _members(template, calls)
    groups = [Group(name, FRAMES[name], tuple(nodes)) for name, nodes in members.items() if nodes]
    frames = {name: {node.name for node in nodes} for name, nodes in members.items()}
    inside = [*_entrances(template), *_together(calls, frames), *_triggers(template)]
    edges = [*inside, *_exits(template, calls)]
    return flowchart("LR", groups, [*AROUND, *_kept(template)], edges)


def _calls(template: Template, given: Iterable[Grant]) -> Iterator[Call]:
    ids = {template.names.arn(each): each for each in _ids(template)}
    for grant in given:
        for resource in grant.resources:
            target = ids.get(resource.partition("/index/")[0])
            if target and target != grant.owner:
                yield Call(grant.owner, target)


def _ids(template: Template) -> Iterator[str]:
    kinds = ("AWS::Serverless::Function", "AWS::Serverless::StateMachine", *SHAPES)
    for kind in kinds:
        yield from (each.logical_id for each in template.resources(kind))


def _members(template: Template, calls: Iterable[Call]) -> dict[str, list[Node]]:
    members: dict[str, list[Node]] = {name: [] for name in FRAMES}
    for function in template.functions():
        frame = _frame(template, function.logical_id, calls)
        members[frame].append(Node(function.logical_id, (function.code_uri.name,)))
    for machine in template.state_machines():
        name = machine.definition_uri.name.partition(".")[0]
        members["Machines"].append(Node(machine.logical_id, (name,)))
    return members


def _kept(template: Template) -> Iterator[Node]:
    for kind, shape in SHAPES.items():
        for each in template.resources(kind):
            yield Node(each.logical_id, (each.logical_id,), shape)


def _frame(template: Template, function: str, calls: Iterable[Call]) -> str:
    machines = {each.logical_id for each in template.state_machines()}
    name = template.names.name(function)
    if any(route.target == name for route in template.routes()):
        return "Requests"
    if any(call.target == function and call.source in machines for call in calls):
        return "Tasks"
    return "Own"


def _entrances(template: Template) -> Iterator[Edge]:
    yield Edge("Shop", "Api", "signed requests")
    yield Edge("People", "Api", "bearer tokens")
    yield Edge("Channel", "Api", "signed notices")
    yield Edge("Api", "Requests")
    guards = {route.authorizer.function for route in template.routes() if route.authorizer}
    for function in template.functions():
        if function.name in guards:
            yield Edge("Api", function.logical_id, "who calls?")


def _together(calls: list[Call], frames: dict[str, set[str]]) -> Iterator[Edge]:
    """One edge for all that leave a frame, or enter one, where every member has it."""
    left = set(calls)
    for frame, members in frames.items():
        for target in sorted({call.target for call in left}):
            shared = {Call(member, target) for member in members}
            if len(shared) > 1 and shared <= left:
                left -= shared
                yield Edge(frame, target)
        for source in sorted({call.source for call in left}):
            shared = {Call(source, member) for member in members}
            if len(shared) > 1 and shared <= left:
                left -= shared
                yield Edge(source, frame)
    yield from (Edge(*call) for call in sorted(left))


def _exits(template: Template, calls: Iterable[Call]) -> Iterator[Edge]:
    """What goes out: who has the channel's secret asks it, unless he is told; a queue's sends."""
    ids = {template.names.name(each): each for each in _ids(template)}
    notices = (it.target for it in template.routes() if it.path.startswith("/callbacks/"))
    told = {ids[target] for target in notices if isinstance(target, str)}
    for call in calls:
        if call.target == "WechatSecret" and call.source not in told:
            yield Edge(call.source, "Channel", "asks")
    for event in template.events("SQS"):
        yield Edge(ids[event.function], "Receivers", "signed webhooks")


def _triggers(template: Template) -> Iterator[Edge]:
    ids = {template.names.name(each): each for each in _ids(template)}
    arns = {template.names.arn(each): each for each in _ids(template)}
    for event in template.events("DynamoDB", "SQS", "Schedule", "ScheduleV2"):
        function, properties = ids[event.function], event.properties
        match event.kind:
            case "DynamoDB":
                yield Edge(arns[properties["Stream"].partition("/stream/")[0]], function, "stream")
            case "SQS":
                yield Edge(arns[properties["Queue"]], function, "messages")
            case "Schedule":
                yield Edge("Clock", function, properties["Schedule"])
            case "ScheduleV2":
                yield Edge("Scheduler", function, properties["ScheduleExpression"])
        yield from _failed(function, properties, arns)
    for each in template.resources("AWS::Serverless::Function"):
        invoked = each.properties.get("EventInvokeConfig", {})
        yield from _failed(each.logical_id, invoked, arns)


def _failed(function: str, asked: Mapping[str, Any], arns: Mapping[str, str]) -> Iterator[Edge]:
    kept = asked.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination")
    if kept:
        yield Edge(function, arns[kept], "what failed", seldom=True)
