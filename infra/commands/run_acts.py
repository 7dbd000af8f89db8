"""The whole system, up until somebody stops it."""

import gc
import logging
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console

from fenrun.client import Problem, Stack
from fenrun.client.problem import readers_language
from fenrun.terminal.console import open_console
from fenrun.terminal.running import Running
from fenrun.terminal.stopping import stoppable
from infra.commands.data_folder import SERVER_LOG, delete_own_files, take_as_it_is
from infra.commands.folder_lock import only_one_on
from infra.commands.welcome import print_welcome
from infra.demo.sample import play_sample
from infra.demo.seed import seed
from infra.local.http.server import PortInUse
from infra.local.intrinsics import TemplateError
from infra.local.kept.opening import DatabaseInUse, DatabaseOfAnotherFormat
from infra.local.laptop import Laptop
from shared.words.catalogue import in_both, term
from shared.words.wording import Language, in_language

STORY = "sample story"
"""Under which name a data folder remembers whether its sample order was played."""
PATIENCE_SECONDS = 600.0
SELDOM = (100_000, 50, 100)
"""How many objects more begin a search for circles, and how many searches one of older objects.

What is loaded stays, and requests leave few circles: a search at Python's own pace takes a
twentieth of a replay.
"""

LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def laptop(data: Path, port: int, aws_port: int | None, parameters: Mapping[str, str]) -> Laptop:
    """Give what is to run on a folder; no `aws_port`: nothing answers AWS's tools."""
    return Laptop(data_dir=data, port=port, aws_port=aws_port, parameters=parameters)


def run(data: Path, laptop: Laptop, *, fresh: bool, as_it_is: bool, no_demo: bool) -> None:
    """Start everything, play the sample order where nothing has happened yet, and stay up."""
    console = open_console()
    _require_nothing_running(data)
    try:
        with only_one_on(data), stoppable():
            if fresh:
                delete_own_files(data)
            if as_it_is:
                take_as_it_is(data)
            with _output_in(data / SERVER_LOG):
                _serve(console, data, laptop, play=not no_demo)
    except DatabaseOfAnotherFormat as error:
        told = in_both("terminal", "data_of_another_format", {"folder": str(data)})
        raise click.ClickException(told) from error
    except (PortInUse, DatabaseInUse, TemplateError) as error:
        raise click.ClickException(str(error)) from error
    except Problem as error:
        raise click.ClickException(f"{error}; see {data / SERVER_LOG}") from error
    except KeyboardInterrupt:
        console.print(f"\n{_said('stopped', data)}", soft_wrap=True)


def _require_nothing_running(data: Path) -> None:
    running = Running.in_folder(data)
    if running is not None:
        facts = {"data": data, "url": running.base_url, "pid": running.pid}
        raise click.ClickException(in_both("usage", "running_already", facts))


def _serve(console: Console, data: Path, laptop: Laptop, *, play: bool) -> None:
    console.print(_said("starting"))
    with laptop:
        gc.freeze()
        gc.set_threshold(*SELDOM)
        is_new = laptop.cloud.log.last_seq == 0
        running = _running(laptop)
        stack = Stack(running.base_url, laptop.credentials, timeout_seconds=PATIENCE_SECONDS)
        with running.told_in(data):
            seed(stack)
            if is_new:
                laptop.cloud.log.set_value(STORY, "interrupted" if play else "not wanted")
            if play and is_new:
                play_sample(console, laptop, stack, _language())
                laptop.cloud.log.set_value(STORY, "played")
            elif not is_new:
                _print_going_on(console, laptop, data)
            print_welcome(console, laptop, data)
            threading.Event().wait()


def _running(laptop: Laptop) -> Running:
    return Running(
        base_url=laptop.cloud.base_url,
        stand_in_url=laptop.channel.base_url,
        pid=os.getpid(),
        aws_url=laptop.cloud.aws_url,
    )


def _print_going_on(console: Console, laptop: Laptop, data: Path) -> None:
    console.print(_said("goes_on", data), soft_wrap=True)
    if laptop.cloud.log.value(STORY) == "interrupted":
        console.print(_said("interrupted"))


def _said(code: str, data: Path | None = None) -> str:
    return in_language(term("demo", code, {"data": data}), _language())


def _language() -> Language:
    return "zh" if readers_language() == "zh" else "en"


@contextmanager
def _output_in(path: Path) -> Iterator[None]:
    """What functions and libraries log or print goes to a file instead of the terminal."""
    with path.open("a", encoding="utf-8", buffering=1) as log:
        logging.basicConfig(stream=log, level=logging.WARNING, format=LOG_FORMAT)
        _log_our_own_to(log)
        with redirect_stdout(log), redirect_stderr(log):
            yield


def _log_our_own_to(log: TextIO) -> None:
    # The functions' logger silences in the root's handlers whatever has a function's name in its
    # own: `infra.local.api.authorizer`, `infra.local.streams.consumer` and more.
    handler = logging.StreamHandler(log)
    handler.setFormatter(logging.Formatter(LOG_FORMAT))
    ours = logging.getLogger("infra")
    ours.addHandler(handler)
    ours.propagate = False
