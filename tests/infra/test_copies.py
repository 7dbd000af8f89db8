"""mypy knows which fields `changed` takes of every immutable model; no other copy is made."""

from pathlib import Path
from textwrap import dedent

import pytest
from mypy import api

from infra.checks.copies import untyped_copies, violations

ROOT = Path(__file__).parents[2]

KNOWN = """
    from typing import Self, TypeVar

    from shared.domain.immutable import Immutable
    from shared.domain.orders.commissions import Share
    from shared.domain.records import AwaitingRecord, Record

    R = TypeVar("R", bound=Record)

    class Named(Immutable):
        name: str = ""

        def called(self, name: str) -> Self:
            return self.changed(name=name)

    class Narrowed(Named):
        name: str = "a"
        more: int = 0

    def same(record: R) -> R:
        return record.changed(version=1)

    def waiting(record: AwaitingRecord) -> AwaitingRecord:
        return record.changed(**record.waits("shipment", record.due_at))
"""


def _said(tmp_path: Path, line: str) -> str:
    path = tmp_path / "sample.py"
    path.write_text(dedent(KNOWN) + "\n" + line + "\n", "utf-8")
    config = str(ROOT / "pyproject.toml")
    out, err, _ = api.run([str(path), "--config-file", config, "--no-error-summary"])
    assert not err
    return out


@pytest.fixture(scope="module")
def shares(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What mypy says of each line, in one run."""
    lines = {
        "good": "Share(line=1, weight=0).changed(pending=1, prices=None)",
        "name": "Share(line=1, weight=0).changed(pendign=1)",
        "type": 'Share(line=1, weight=0).changed(pending="1")',
        "place": "Share(line=1, weight=0).changed(1)",
        "own": 'Narrowed().changed(name="b", more=1).called("c").changed(more=2)',
        "base": "Named().changed(more=1)",
        "dict": 'Share(line=1, weight=0).changed(**{"prices": 1})',
        "none": "Immutable().changed(name=1)",
    }
    said = _said(tmp_path_factory.mktemp("mypy"), "\n".join(lines.values()))
    first = len(dedent(KNOWN).splitlines()) + 2
    found = dict.fromkeys(lines, "")
    for row in said.splitlines():
        number = int(row.split(":")[1])
        assert number >= first, row
        found[list(lines)[number - first]] += row
    return found


@pytest.mark.parametrize("case", ["good", "own"])
def test_known_fields_of_their_types_are_taken(shares: dict[str, str], case: str) -> None:
    assert shares[case] == ""


@pytest.mark.parametrize(
    ("case", "why"),
    [
        ("name", 'Unexpected keyword argument "pendign" for "changed" of "Share"'),
        ("type", 'Argument "pending" to "changed" of "Share" has incompatible type "str"'),
        ("place", "Too many positional arguments"),
        ("base", 'Unexpected keyword argument "more" for "changed" of "Named"'),
        ("dict", 'has incompatible type "**dict[str, int]"; expected "Prices | None"'),
        ("none", 'expected "Never"'),
    ],
)
def test_anything_else_is_refused(shares: dict[str, str], case: str, why: str) -> None:
    assert why in shares[case]


def test_nothing_is_copied_otherwise() -> None:
    assert violations(ROOT) == []


def test_an_untyped_copy_is_found_wherever_it_stands() -> None:
    source = "def f(order):\n    copy = order.model_copy\n    return order.changed(a=1)\n"
    assert list(untyped_copies(source)) == [2]


def test_a_file_of_the_tree_is_named(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/a.py").write_text('b = c.model_copy(update={"d": 1})\n')
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/a.py").write_text("b = c.changed(d=1)\n")
    [found] = violations(tmp_path)
    assert found.startswith("shared/a.py:1 uses model_copy")
