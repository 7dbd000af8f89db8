"""The running Fenrun of a laptop: where it says that it is up, and how others find it."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import click
import requests

from shared.words.catalogue import in_both

FILE_NAME = "running.json"
_PIDS = range(2, 2**31)


@dataclass(frozen=True)
class Running:
    """What a running Fenrun tells the other commands; `data` is its folder."""

    base_url: str
    stand_in_url: str
    pid: int
    aws_url: str | None = None

    @classmethod
    def in_folder(cls, data: Path) -> Self | None:
        """Give what runs on a data folder; None when nothing does, a left-over file included."""
        try:
            running = cls._read((data / FILE_NAME).read_bytes())
        except (FileNotFoundError, RecursionError, TypeError, ValueError):
            return None
        return running if running.is_up() else None

    @classmethod
    def _read(cls, text: bytes) -> Self:
        """Read a file that may be damaged. Errors: TypeError, ValueError."""
        running = cls(**json.loads(text))
        texts = (running.base_url, running.stand_in_url, running.aws_url or "")
        if running.pid not in _PIDS or not all(isinstance(each, str) for each in texts):
            raise ValueError(FILE_NAME)
        return running

    def is_up(self) -> bool:
        """Whether the process is there and answers under its address."""
        try:
            os.kill(self.pid, 0)
            with requests.Session() as session:
                session.trust_env = False
                status = session.get(f"{self.base_url}/_local/status", timeout=10).json()
        except (
            OSError,
            ValueError,
        ):  # requests' errors are OSErrors, a strange answer a ValueError
            return False
        return bool(status.get("base_url") == self.base_url)

    @contextmanager
    def told_in(self, data: Path) -> Iterator[None]:
        """The file is there, whole, as long as the block lasts."""
        path = data / FILE_NAME
        unfinished = data / f"{FILE_NAME}.unfinished"
        unfinished.write_text(json.dumps(asdict(self), indent=2), encoding="utf-8")
        unfinished.replace(path)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def require_running(data: Path) -> Running:
    """Give what runs on a data folder. Errors: a ClickException that says how to start it."""
    running = Running.in_folder(data)
    if running is None:
        raise click.ClickException(in_both("terminal", "nothing_runs_here", {"folder": data}))
    return running
