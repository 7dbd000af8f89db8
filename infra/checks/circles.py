"""Circles of imports: between files anywhere, between the rooms of a floor, between their rooms."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from infra.checks.modules import Module

FLOORS = (
    "shared.domain",
    "shared.usecases",
    "shared.edge",
    "shared.adapters",
    "infra",
    "fenrun",
)
"""Their rooms, and the rooms of every room, stand one above the other."""

_FLOORS = tuple(f"{floor}." for floor in FLOORS)

Import = tuple[str, str]


def violations(modules: Mapping[str, Module]) -> list[str]:
    """Every circle of files, and every one of rooms on the floors with the imports that close it.

    Of circles over the same members one is told.
    """
    imports = [*_own_imports(modules)]
    return [*_of_files(imports), *_of_rooms(imports, set(_folders(modules)))]


def _of_files(imports: Sequence[Import]) -> Iterator[str]:
    for circle in _circles(imports):
        yield f"files go in a circle: {_way(circle)}"


def _of_rooms(imports: Sequence[Import], folders: set[str]) -> Iterator[str]:
    for folder in sorted(folders):
        yield from _rooms(folder, imports)


def _rooms(folder: str, imports: Sequence[Import]) -> Iterator[str]:
    steps: defaultdict[Import, list[Import]] = defaultdict(list)
    for each in imports:
        importer, imported = (_child(folder, name) for name in each)
        if importer and imported and importer != imported:
            steps[importer, imported].append(each)
    for circle in _circles(steps):
        around = [*pairwise(circle)]
        if any(step not in steps[step] for step in around):  # or else it is told as one of files
            closing = (f"\n    {_imports(each)}" for step in around for each in steps[step])
            yield f"rooms go in a circle: {_way(circle)}" + "".join(closing)


def _own_imports(modules: Mapping[str, Module]) -> Iterator[Import]:
    for module in modules.values():
        for name in sorted(module.imports & set(modules) - {module.name}):
            yield module.name, name


def _folders(modules: Iterable[str]) -> Iterator[str]:
    """The floors and every package below them."""
    for name in modules:
        parts = name.split(".")
        packages = (".".join(parts[:depth]) for depth in range(1, len(parts)))
        yield from (package for package in packages if f"{package}.".startswith(_FLOORS))


def _child(folder: str, name: str) -> str | None:
    """The file or room directly in the folder that the module is or belongs to."""
    if not name.startswith(f"{folder}."):
        return None
    return f"{folder}.{name.removeprefix(f'{folder}.').partition('.')[0]}"


def _circles(steps: Collection[Import]) -> list[list[str]]:
    """The shortest circle through each step that is part of one; it ends where it begins."""
    graph: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in steps:
        graph[source].append(target)
    if _has_none(graph):
        return []
    found: dict[frozenset[str], list[str]] = {}
    for source, target in steps:
        if way := _shortest(graph, target, source):
            found.setdefault(frozenset(way), [source, *way])
    return [*found.values()]


def _has_none(graph: Mapping[str, Sequence[str]]) -> bool:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError:
        return False
    return True


def _shortest(graph: Mapping[str, Sequence[str]], start: str, end: str) -> list[str] | None:
    ways, seen = deque([[start]]), {start}
    while ways:
        way = ways.popleft()
        if way[-1] == end:
            return way
        ahead = [node for node in graph.get(way[-1], ()) if node not in seen]
        seen.update(ahead)
        ways.extend([*way, node] for node in ahead)
    return None


def _imports(each: Import) -> str:
    return f"{each[0]} imports {each[1]}"


def _way(circle: Sequence[str]) -> str:
    return " -> ".join(circle)
