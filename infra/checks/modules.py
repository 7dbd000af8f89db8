"""Python source read without importing it: which module imports which."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Module:
    """A source file under its dotted name, with the full dotted names that it imports."""

    name: str
    imports: frozenset[str]


def read_modules(root: Path, *packages: str) -> dict[str, Module]:
    """Every module of the packages below `root`, by dotted name."""
    paths = (path for package in packages for path in sorted((root / package).rglob("*.py")))
    sources = {_dotted(path.relative_to(root)): path.read_text("utf-8") for path in paths}
    return modules_of(sources)


def modules_of(sources: Mapping[str, str]) -> dict[str, Module]:
    """Modules from their source text by dotted name; imports inside functions count too."""
    names = frozenset(sources)
    return {
        name: Module(name, frozenset(_imports(ast.parse(text), names)))
        for name, text in sources.items()
    }


def _dotted(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(tree: ast.Module, known: frozenset[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (_library(alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from _imported_from(node, known)


def _imported_from(node: ast.ImportFrom, known: frozenset[str]) -> Iterator[str]:
    source = "." * node.level + _library(node.module or "")
    for alias in node.names:
        # `from shared.domain import money` imports the module, not a name in the package.
        inner = f"{source}.{alias.name}"
        yield inner if inner in known else source


def _library(name: str) -> str:
    # Who names boto3's types knows boto3.
    return "boto3" if name.startswith("mypy_boto3_") else name
