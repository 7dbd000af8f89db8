"""How large the trees of a network are: people and levels, each tree's root counted.

Source: rules.md, Compliance guard; feature 50.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from shared.domain.guard.findings import Finding, finding

PEOPLE, LEVELS = 30, 3
NAMED = 5


class Network(NamedTuple):
    """Who stands under whom (None: nobody); not `whole`, it is only as much as was looked at."""

    uplines: Mapping[str, str | None]
    whole: bool = True


class Tree(NamedTuple):
    """Everybody under somebody without an upline, he included."""

    root: str
    people: int
    levels: int

    @property
    def is_large(self) -> bool:
        """Whether the guard warns of it."""
        return self.people >= PEOPLE and self.levels >= LEVELS


def large_trees(network: Network) -> Iterator[Finding]:
    """Find the largest trees from 30 people in 3 levels on, the largest first."""
    large = [tree for tree in trees_of(network.uplines) if tree.is_large]
    for tree in sorted(large, key=lambda tree: (-tree.people, tree.root))[:NAMED]:
        yield finding("large_tree", **tree._asdict())
    if not network.whole:
        yield finding("tree_unread", people=len(network.uplines))


def trees_of(uplines: Mapping[str, str | None]) -> Iterator[Tree]:
    """Give every tree; an upline who is not among the people is a root all the same."""
    below: dict[str, list[str]] = {}
    for person, upline in uplines.items():
        if upline is not None:
            below.setdefault(upline, []).append(person)
    for root in {person for person, upline in uplines.items() if upline is None} | (
        below.keys() - uplines.keys()
    ):
        yield _tree(root, below)


def _tree(root: str, below: Mapping[str, list[str]]) -> Tree:
    people, levels, level = 0, 0, [root]
    while level:
        people, levels = people + len(level), levels + 1
        level = [person for upline in level for person in below.get(upline, ())]
    return Tree(root, people, levels)
