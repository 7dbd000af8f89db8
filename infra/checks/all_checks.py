"""Every check of this folder over one working tree."""

from collections.abc import Iterator
from pathlib import Path

from infra import codes, event_kinds
from infra.checks import (
    circles,
    copies,
    definitions,
    field_words,
    foreign_words,
    template_rules,
    told_codes,
    translations,
    walls,
    word_rules,
)
from infra.checks.modules import read_modules
from infra.checks.pictures import pages
from infra.checks.runtime import runtime_packages, wheel_packages
from infra.checks.said_codes import read_said
from infra.local.template_file import read_template
from infra.openapi.written import described, drift
from shared.words.catalogue import catalogue


def violations(root: Path) -> list[str]:
    """What the tree at `root` breaks of the walls' and the definitions' rules, or leaves behind."""
    return [
        *_named("import", wall_violations(root)),
        *_named("import", circle_violations(root)),
        *_named("copies", copies.violations(root)),
        *_named("template.yaml", template_violations(root)),
        *_named("statemachines", definition_violations(root)),
        *_named("views", drift(root)),
        *_named("words", word_violations(root)),
        *_named("words", field_words.violations(described().words)),
        *_named("examples", field_words.without_example(described().without_example)),
        *_named("codes", codes.stale(root)),
        *_named("codes", event_kinds.stale(root)),
        *_named("pictures", pages.stale(root)),
        *_named("translations", translations.violations(root)),
    ]


def wall_violations(root: Path) -> list[str]:
    """Imports of shared/, functions/ and fenrun/ that go through a wall."""
    layer = runtime_packages(root / "requirements" / "runtime.txt")
    return [
        *walls.violations(read_modules(root, "shared", "functions"), layer),
        *walls.violations(read_modules(root, "fenrun"), _beside_the_wheel(root)),
    ]


def _beside_the_wheel(root: Path) -> frozenset[str]:
    # Its plugin is loaded by pytest, and by nothing else; workbooks are read where the extra is.
    return wheel_packages(root / "pyproject.toml") | {"pytest", "python_calamine"}


def circle_violations(root: Path) -> list[str]:
    """Imports of everything but the tests that go in a circle."""
    return circles.violations(read_modules(root, "shared", "functions", "infra", "fenrun"))


def template_violations(root: Path) -> list[str]:
    """What template.yaml breaks."""
    return template_rules.violations(read_template(root / "template.yaml"))


def definition_violations(root: Path) -> list[str]:
    """What the definitions break, and those that only one of template and folder knows."""
    machines = [*_machines(root)]
    named = {path for path, _ in machines}
    orphans = sorted(set((root / "statemachines").glob("*.asl.json")) - named)
    return [
        *(f"{path.name} belongs to no state machine" for path in orphans),
        *(
            f"{path.name}: {problem}"
            for path, substitutions in machines
            for problem in _definition(path, substitutions)
        ),
    ]


def word_violations(root: Path) -> list[str]:
    """Codes without words, words without codes, and words that do not fit."""
    words = catalogue()
    return [
        *word_rules.violations(read_said(root), words),
        *told_codes.violations(root, words),
        *foreign_words.violations(root),
    ]


def _definition(path: Path, substitutions: frozenset[str]) -> list[str]:
    if not path.exists():
        return ["named by the template but not there"]
    return definitions.violations(path.read_text("utf-8"), substitutions)


def _machines(root: Path) -> Iterator[tuple[Path, frozenset[str]]]:
    document = read_template(root / "template.yaml")
    for _, machine in template_rules.of_type(document, "Serverless::StateMachine"):
        substitutions = frozenset(machine.get("DefinitionSubstitutions", {}))
        yield root / machine["DefinitionUri"], substitutions


def _named(kind: str, problems: list[str]) -> list[str]:
    return [f"{kind}: {problem}" for problem in problems]
