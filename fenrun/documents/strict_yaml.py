"""YAML read strictly: no doubled keys, no surprises of type, and the line of every value.

`010` and `no` stay text, dates stay text, so that the document's own model decides.
"""

import re
from pathlib import Path
from typing import Any

import yaml
from yaml.error import MarkedYAMLError

from fenrun.documents.file_text import text_of, unreadable
from fenrun.documents.unreadable import DocumentError
from fenrun.documents.yaml_words import in_words
from shared.domain.documents.fault import Place
from shared.words.catalogue import term
from shared.words.wording import on_two_lines

MOST_LEVELS = 100
"""Lists and tables inside one another, far more than any document needs."""


class _Loader(yaml.SafeLoader):
    yaml_implicit_resolvers: dict[str, Any] = {}
    levels = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse an alias: it could stand for itself, or for a million values; and a type's tag."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        for problem, is_there in (
            ("an alias", isinstance(event, yaml.AliasEvent)),
            ("an anchor", event.anchor is not None),
            ("a tag", getattr(event, "tag", None) is not None),
            ("too deep", self.levels == MOST_LEVELS),
        ):
            if is_there:
                raise MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
        self.levels += 1
        node = super().compose_node(parent, index)
        self.levels -= 1
        return node


_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789")
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$"), list("-0123456789")
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""]
)


def load(path: Path) -> tuple[Any, dict[Place, int]]:
    """Read a file as plain data, with the line number of every place. Errors: `DocumentError`."""
    lines: dict[Place, int] = {}
    data = _parsed(path, text_of(path), lines)
    if data is None:
        raise unreadable(path, "empty")
    return data, lines


def _parsed(path: Path, text: str, lines: dict[Place, int]) -> Any:
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        return _value(path, loader, node, (), lines) if node else None
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        words = in_words(str(error.problem), text.splitlines()[:line])
        raise DocumentError(f"{path}:{line}: {words}") from error


def _value(
    path: Path, loader: _Loader, node: yaml.Node, place: Place, lines: dict[Place, int]
) -> Any:
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _mapping(path, loader, node, place, lines)
    if isinstance(node, yaml.SequenceNode):
        return [
            _value(path, loader, child, (*place, number), lines)
            for number, child in enumerate(node.value)
        ]
    return _scalar(path, loader, node, place)


def _scalar(path: Path, loader: _Loader, node: yaml.Node, place: Place) -> Any:
    try:
        return loader.construct_object(node)
    except ValueError as error:
        where = ".".join(str(step + 1) if isinstance(step, int) else step for step in place)
        words = term("unreadable", "number_too_long", {"digits": len(node.value)})
        line = node.start_mark.line + 1
        raise DocumentError(f"{path}:{line}: {where}: {on_two_lines(words)}") from error


def _mapping(
    path: Path, loader: _Loader, node: yaml.MappingNode, place: Place, lines: dict[Place, int]
) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise unreadable(path, "no_key", line)
        key = str(_scalar(path, loader, key_node, place))
        if key in mapping:
            raise unreadable(path, "twice", line, key=key)
        mapping[key] = _value(path, loader, value_node, (*place, key), lines)
        lines[(*place, key)] = line
    return mapping
