"""The running Fenrun: where it says that it is up, and how the other commands find it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Self, TypeVar

import click
import requests
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infra.cli.client import Client
from infra.cli.stand_in import StandIn
from infra.cli.talk import faults_told
from infra.local.credentials import Credentials

FILE_NAME = "running.json"
DEFAULT_DATA = Path(".fenrun")

Command = TypeVar("Command", bound=Callable[..., object])


class Running(BaseModel):
    """What a running Fenrun tells the other commands; `data` is its folder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base_url: str
    stand_in_url: str
    pid: Annotated[int, Field(gt=1, lt=2**31)]

    @classmethod
    def in_folder(cls, data: Path) -> Self | None:
        """Give what runs on a data folder; None when nothing does, a left-over file included."""
        try:
            running = cls.model_validate_json((data / FILE_NAME).read_bytes())
        except (FileNotFoundError, ValidationError):
            return None
        return running if running.is_up() else None

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
        """The file is there as long as the block lasts."""
        path = data / FILE_NAME
        path.write_text(self.model_dump_json(indent=2), encoding="utf-8")
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def data_option(command: Command) -> Command:
    """Give a command the option --data, as the path `data`."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        default=DEFAULT_DATA,
        show_default=True,
        help="The folder that Fenrun keeps its data in.",
    )(command)


def require_running(data: Path) -> Running:
    """Give what runs on a data folder. Errors: a ClickException that says how to start it."""
    running = Running.in_folder(data)
    if running is None:
        raise click.ClickException(
            f"no Fenrun is running on the folder {data}. Start it first: make run "
            "(or fenrun run); for another folder give --data FOLDER"
        )
    return running


def client_of(running: Running, data: Path) -> Client:
    """A client of the running Fenrun with the keys of its data folder."""
    return Client(running.base_url, Credentials.load(data))


@contextmanager
def asking(ctx: click.Context, data: Path) -> Iterator[Client]:
    """Give a client of the running Fenrun; what it refuses is told, and ends with code 1."""
    with faults_told(ctx):
        yield client_of(require_running(data), data)


def stand_in_of(running: Running) -> StandIn:
    """The customers and payees of the running Fenrun's payment channel."""
    return StandIn(running.stand_in_url)
