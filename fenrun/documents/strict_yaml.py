"""YAML read strictly: no doubled keys, no surprises of type, and the line of every value.

`010` and `no` stay text, dates stay text, so that the document's own model decides.
"""

import re
from pathlib import Path
from typing import Any

import yaml
from yaml.error import MarkedYAMLError

from fenrun.documents.unreadable import DocumentError
from fenrun.documents.yaml_words import in_words
from shared.domain.documents.fault import Place
from shared.words.catalogue import term
from shared.words.wording import on_two_lines


class _Loader(yaml.SafeLoader):
    yaml_implicit_resolvers: dict[str, Any] = {}

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse an alias: it could stand for itself, or for a million values; and a type's tag."""
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise MarkedYAMLError(problem="an alias; write the value out", problem_mark=mark)
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "tag", None) is not None:
            problem = "a tag; leave it out, the document's own model says what fits"
            raise MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
        return super().compose_node(parent, index)


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
    data = _parsed(path, _text(path), lines)
    if data is None:
        raise DocumentError(f"{path}: the file is empty; write what it should say")
    return data, lines


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DocumentError(f"{path}: {error.strerror}; give the path of a file") from error
    except UnicodeDecodeError as error:
        raise DocumentError(f"{path}: {' '.join(str(error).split())}") from error


def _parsed(path: Path, text: str, lines: dict[Place, int]) -> Any:
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        return _value(path, loader, node, (), lines) if node else None
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = in_words(str(error.problem), text.splitlines()[:line])
        raise DocumentError(f"{path}:{line}: this is no YAML: {problem}") from error
    except RecursionError as error:
        raise DocumentError(
            f"{path}: nested too deeply; no document needs so many levels"
        ) from error
    except yaml.YAMLError as error:
        raise DocumentError(f"{path}: {' '.join(str(error).split())}") from error


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
        line, digits = node.start_mark.line + 1, len(node.value)
        where = ".".join(str(step + 1) if isinstance(step, int) else step for step in place)
        words = term("unreadable", "number_too_long", {"digits": digits})
        raise DocumentError(f"{path}:{line}: {where}: {on_two_lines(words)}") from error


def _mapping(
    path: Path, loader: _Loader, node: yaml.MappingNode, place: Place, lines: dict[Place, int]
) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(_scalar(path, loader, key_node, place))
        if key in mapping:
            line = key_node.start_mark.line + 1
            words = term("unreadable", "twice", {"key": key})
            raise DocumentError(f"{path}:{line}: {on_two_lines(words)}")
        mapping[key] = _value(path, loader, value_node, (*place, key), lines)
        lines[(*place, key)] = key_node.start_mark.line + 1
    return mapping
