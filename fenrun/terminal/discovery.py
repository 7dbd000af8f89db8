"""The commands that stand in modules, found without loading one of them.

A module that begins with "`fenrun NAME`" brings every command that it declares at its top.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from fenrun.terminal.lazy import Place

_BRINGS = re.compile(r"`fenrun [\w-]+`")


def places_in(package: str) -> Mapping[str, Place]:
    """Give the commands of a package's modules by name; none of a package that is not there."""
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    paths = (path for folder in folders or () for path in sorted(Path(folder).glob("*.py")))
    return dict(entry for path in paths for entry in _commands(package, path))


def _commands(package: str, path: Path) -> Iterator[tuple[str, Place]]:
    tree = ast.parse(path.read_text("utf-8"))
    if not _BRINGS.match(ast.get_docstring(tree) or ""):
        return
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and any(map(_declares, node.decorator_list)):
            where = f"{package}.{path.stem}:{node.name}"
            yield node.name.replace("_", "-"), Place(where, _first_sentence(node))


def _declares(decorator: ast.expr) -> bool:
    made = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(made) in ("click.command", "click.group")


def _first_sentence(node: ast.FunctionDef) -> str:
    line = (ast.get_docstring(node) or "").partition("\n")[0]
    return line.partition(". ")[0].rstrip(".") + "."
