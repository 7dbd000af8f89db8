"""A brand that is up, as the commands of the terminal find it, and those commands."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from rich.cells import cell_len

from fenrun.client import Stack
from fenrun.main import main
from fenrun.terminal.running import Running
from infra.local.laptop import SWEEP, Laptop
from tests.http.api_bench import START

SCREEN = 80
"""How many columns a terminal has that nobody has made wider."""


@contextmanager
def running_fenrun(data: Path, *, workflows: bool = False) -> Iterator[Stack]:
    """Run a brand on a data folder, mostly without state machines, its clock standing still."""
    options: dict[str, Any] = {"without": frozenset({SWEEP}), "workflows": workflows}
    laptop = Laptop(data, frozen=True, start_time=START, **options)
    with laptop, told_in(data, laptop):
        yield Stack(laptop.cloud.base_url, laptop.credentials)


@contextmanager
def told_in(data: Path, laptop: Laptop) -> Iterator[None]:
    """Let commands on a data folder find a laptop that is up in this process."""
    url, stand_in_url = laptop.cloud.base_url, laptop.channel.base_url
    with Running(base_url=url, stand_in_url=stand_in_url, pid=os.getpid()).told_in(data):
        yield


def fenrun(data: Path, *words: str) -> Result:
    """Run a command beside the brand that is up on a folder."""
    return CliRunner().invoke(main, [*words, "--data", str(data)])


def too_wide(data: Path, *words: str) -> list[str]:
    """Run a command on a screen of 80 columns, and give the lines that it breaks anywhere.

    The folder's option is not counted: nobody has to say it on the folder that is usual.
    """
    screen = {"FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "80"}
    result = CliRunner(env=screen).invoke(main, [*words, "--data", str(data)])
    assert result.output, words
    lines = result.output.replace(f" --data {data}", "").splitlines()
    return [line for line in lines if cell_len(line.rstrip()) > SCREEN]


def propose(data: Path, group: str) -> str:
    """Propose `plan.yaml` or `policy.yaml` of the folder, and give the proposal's id."""
    result = fenrun(data, group, "propose", str(data / f"{group}.yaml"))
    assert result.exit_code == 0, result.output
    found = re.match(r"[A-Z2-7]{26}", result.stdout)
    assert found is not None
    return found[0]
