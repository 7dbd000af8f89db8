"""The README's picture shows what `make run` shows."""

from pathlib import Path

import pytest

from infra.demo.picture import PICTURE, drawn, recorded, shown

ROOT = Path(__file__).parents[2]


@pytest.mark.end_to_end
def test_the_picture_of_a_run_is_what_a_run_shows() -> None:
    kept = (ROOT / PICTURE).read_text("utf-8")
    assert shown(kept) == shown(drawn(recorded(0))), "run `make pictures`"
    assert "finance" in shown(kept)
