"""What a decision names of the code is there."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = {
    path
    for path in subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    if path.endswith(".py") and (ROOT / path).exists()
}
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


@pytest.mark.parametrize("decision", DECISIONS, ids=[path.stem for path in DECISIONS])
def test_every_file_that_it_names_exists(decision: Path) -> None:
    named = re.findall(r"`((?:\w+/)+\w+\.py)(?:::\w+)?`", decision.read_text("utf-8"))
    missing = [name for name in named if not any(f"/{path}".endswith(f"/{name}") for path in FILES)]
    assert not missing
