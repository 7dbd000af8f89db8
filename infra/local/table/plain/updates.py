"""Updates read once: attributes set, counted up or removed as wholes."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from infra.local.table.plain.expressions import Placeholders
from infra.local.table.plain.token_reader import TokenReader
from infra.local.table.plain.values import NotPlain, comparable
from infra.local.table.stored import Image

Action = Callable[[Image, Placeholders], None]


class Update(NamedTuple):
    """What is done to a copy of an item, to which attributes, and the placeholders it uses."""

    actions: Sequence[Action]
    names: Sequence[str]
    uses: frozenset[str]

    def changed(self, image: Image, said: Placeholders) -> Image:
        """Give an image as the update leaves it. Errors: NotPlain."""
        changed = {**image}
        for action in self.actions:
            action(changed, said)
        return changed


@lru_cache(1024)
def update(text: str) -> Update:
    """Read an update expression. Errors: NotPlain."""
    reader = _Reader(text)
    actions = []
    while reader.rest:
        actions += reader.clause()
    if not actions or len(set(reader.names)) < len(reader.names):
        raise NotPlain
    return Update(actions, reader.names, frozenset(reader.uses))


class _Reader(TokenReader):
    """Reads clause by clause; each kind of clause comes once."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.names: list[str] = []
        self._kinds = {"SET": self._set, "ADD": self._add, "REMOVE": self._remove}

    def clause(self) -> list[Action]:
        read = self._kinds.pop(self.following().upper(), None)
        if read is None:
            raise NotPlain
        actions = [read(self._target())]
        while self.skips(","):
            actions.append(read(self._target()))
        return actions

    def _set(self, name: str) -> Action:
        self.expect("=")
        value = self.value()

        def act(image: Image, said: Placeholders) -> None:
            image[said.name(name)] = {**said.values[value]}

        return act

    def _add(self, name: str) -> Action:
        value = self.value()

        def act(image: Image, said: Placeholders) -> None:
            called = said.name(name)
            image[called] = {"N": _sum(image.get(called, {"N": "0"}), said.values[value])}

        return act

    def _remove(self, name: str) -> Action:
        def act(image: Image, said: Placeholders) -> None:
            image.pop(said.name(name), None)

        return act

    def _target(self) -> str:
        name = self.name()
        self.names.append(name)
        return name


def _sum(found: Image, step: Image) -> str:
    if "N" not in found or "N" not in step:
        raise NotPlain
    total = comparable(found) + comparable(step)
    if not isinstance(total, int):
        raise NotPlain
    return str(total)
