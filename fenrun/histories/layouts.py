"""Layouts as files: those of shop systems, which come with the package, and a person's own."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from fenrun.documents.rule_file import read_rule_file
from fenrun.documents.strict_yaml import load
from shared.domain.histories.layout import Layout, merged, read_layout
from shared.domain.histories.spelling import heading
from shared.words.catalogue import term
from shared.words.wording import on_two_lines

FOLDER: Final = Path(__file__).parent / "profiles"
COMMON: Final = FOLDER / "common.yaml"

PLAIN: Final = "plain"
"""The layout of our own, which is meant where nothing says another."""

OURS: Final = (PLAIN, "plain-zh")
"""What nobody exports, so that nothing stands in it that nobody means."""


@cache
def profiles() -> tuple[Layout, ...]:
    """Give all profiles, our own layout first."""
    return tuple(map(profile, names()))


def names() -> list[str]:
    """Name all profiles, our own layout first."""
    found = (path.stem for path in FOLDER.glob("*.yaml") if path != COMMON)
    return sorted(found, key=lambda name: (name != PLAIN, name))


def profile(name: str) -> Layout:
    """Read a profile. Errors: DocumentError."""
    layout = _with_common_words(read_own(FOLDER / f"{name}.yaml"))
    return layout if name in OURS else _with_common_columns(layout)


def layout_file(path: Path) -> Layout:
    """Read a layout that a person wrote. Errors: DocumentError, every fault with its line."""
    return _with_common_words(read_own(path))


def read_own(path: Path) -> Layout:
    """Read a layout as its file says it. Errors: DocumentError."""
    what = on_two_lines(term("unreadable", "no_layout"))
    return read_rule_file(path, read_layout, what).read


def _with_common_words(layout: Layout) -> Layout:
    """Add the words that mean the same everywhere, where the layout does not say another thing."""
    common = _common()
    return layout.changed(
        statuses=merged(layout.statuses, common["statuses"]),
        refund_statuses=merged(layout.refund_statuses, common["refund_statuses"]),
    )


def _with_common_columns(layout: Layout) -> Layout:
    """Know what every export has beside what is read, where the layout does not read it."""
    said = {heading(name) for names in layout.columns.values() for name in names}
    said |= {heading(name) for name in layout.unused}
    more = tuple(name for name in _common()["unused"] if heading(name) not in said)
    return layout.changed(unused=(*layout.unused, *more))


@cache
def _common() -> Mapping[str, Any]:
    document, _ = load(COMMON)
    return dict(document)
