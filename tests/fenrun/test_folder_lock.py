"""A data folder takes one Fenrun at a time, also while it is starting."""

from pathlib import Path

import click
import pytest

from infra.commands.folder_lock import only_one_on


def test_a_second_one_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    data = tmp_path / "data"
    refused = pytest.raises(click.ClickException, match="already")
    with only_one_on(data), refused, only_one_on(data):
        pass
    with only_one_on(data):
        assert data.is_dir()
