"""A state machine as a picture: its states, and what leads from one to the next."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from infra.checks.pictures.mermaid import Edge, Group, Node, flowchart

State = Mapping[str, Any]

SHAPES = {
    "Choice": "choice",
    "Fail": "stadium",
    "Map": "box",
    "Succeed": "stadium",
    "Wait": "hexagon",
}
BEGIN = Node("Begin", ("start",), "round")
END = Node("Done", ("end",), "round")
_CONDITION = re.compile(r"^\{%\s*(.*?)\s*%\}$")


def machine_picture(definition: Mapping[str, Any]) -> list[str]:
    """The flow chart of a definition; a Map's own states stand in a frame."""
    states: Mapping[str, State] = definition["States"]
    nodes = [BEGIN, *_nodes(states)]
    edges = [Edge(BEGIN.name, definition["StartAt"]), *_edges(states, END.name)]
    if any(edge.target == END.name for edge in edges):
        nodes.append(END)
    return flowchart("TD", _frames(states), nodes, edges)


def _frames(states: Mapping[str, State]) -> Iterator[Group]:
    for name, state in states.items():
        if state["Type"] == "Map":
            inner = state["ItemProcessor"]["States"]
            title = f"{name}: each {_items(state)}"
            # Its last states lead back to the frame's border, which is where they end.
            edges = tuple(each for each in _edges(inner, "") if each.target)
            yield Group(name, title, tuple(_nodes(inner)), edges)


def _items(state: State) -> str:
    items = state.get("Items")
    return f"of {len(items)} shards" if isinstance(items, list) else "item"


def _nodes(states: Mapping[str, State]) -> Iterator[Node]:
    for name, state in states.items():
        if state["Type"] != "Map":
            yield Node(name, (name, *_said(state)), SHAPES.get(state["Type"], "box"))


def _said(state: State) -> Iterator[str]:
    match state:
        case {"Type": "Task", "Resource": str(resource)} if resource.endswith(".waitForTaskToken"):
            yield "waits for its token"
        case {"Type": "Task", "Arguments": {"FunctionName": str(name), "Payload": payload}}:
            yield " ".join(filter(None, (_substitution(name), payload.get("task"))))
        case {"Type": "Task", "Resource": str(resource)}:
            yield resource.rpartition(":")[2]
        case {"Type": "Wait", "Seconds": int(seconds)}:
            yield f"{seconds} s"
        case {"Type": "Wait"}:
            yield "until its time"
        case {"Type": "Fail", "Error": str(error)}:
            yield error


def _substitution(text: str) -> str:
    return text.removeprefix("${").removesuffix("}")


def _edges(states: Mapping[str, State], end: str) -> Iterator[Edge]:
    for name, state in states.items():
        for rule in state.get("Choices", ()):
            yield Edge(name, rule["Next"], _condition(rule["Condition"]))
        if "Default" in state:
            yield Edge(name, state["Default"], "else")
        if "Next" in state:
            yield Edge(name, state["Next"])
        if state.get("End"):
            yield Edge(name, end)
        for catch in state.get("Catch", ()):
            yield Edge(name, catch["Next"], _errors(catch["ErrorEquals"]), seldom=True)


def _condition(text: str) -> str:
    inner = _CONDITION.sub(r"\1", text).replace("$states.input.", "")
    return inner.replace('"', "'")


def _errors(names: list[str]) -> str:
    return "<br>".join(name.rpartition(".")[2] for name in names)
