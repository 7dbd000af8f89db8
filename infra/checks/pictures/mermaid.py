"""Mermaid's flow charts, as text that GitHub and most editors show as pictures."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

SHAPES: Mapping[str, tuple[str, str]] = {
    "box": ("[", "]"),
    "round": ("(", ")"),
    "stadium": ("([", "])"),
    "store": ("[(", ")]"),
    "choice": ("{", "}"),
    "hexagon": ("{{", "}}"),
}


@dataclass(frozen=True)
class Node:
    """Something with a name in a shape; its lines stand one below the other."""

    name: str
    lines: tuple[str, ...]
    shape: str = "box"

    def __str__(self) -> str:
        opened, closed = SHAPES[self.shape]
        return f'{self.name}{opened}"{"<br>".join(self.lines)}"{closed}'


@dataclass(frozen=True)
class Edge:
    """A way from one node or group to another; `seldom` ones are dotted."""

    source: str
    target: str
    label: str = ""
    seldom: bool = False

    def __str__(self) -> str:
        arrow = "-.->" if self.seldom else "-->"
        label = f'|"{self.label}"|' if self.label else ""
        return f"{self.source} {arrow}{label} {self.target}"


@dataclass(frozen=True)
class Group:
    """Nodes in a frame with a title."""

    name: str
    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()

    def lines(self) -> Iterator[str]:
        """The frame and what is in it."""
        yield f'subgraph {self.name}["{self.title}"]'
        yield from (f"  {each}" for each in (*self.nodes, *self.edges))
        yield "end"


def flowchart(
    direction: str, groups: Iterable[Group], nodes: Iterable[Node], edges: Iterable[Edge]
) -> list[str]:
    """A whole flow chart."""
    framed = [line for group in groups for line in group.lines()]
    return [f"flowchart {direction}", *(f"  {each}" for each in (*framed, *nodes, *edges))]
