"""A file of past orders read and summed up, or refused with all that is wrong."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from fenrun.commands.reading_acts import reading_of
from fenrun.histories.layouts import FOLDER, names
from fenrun.histories.read import read_file
from fenrun.histories.summary import as_json as figures
from fenrun.histories.summary import summary_lines
from fenrun.terminal.console import open_console, say
from fenrun.terminal.talk import faults_told
from shared.words.catalogue import in_both


def history(ctx: click.Context, file: Path, options: Mapping[str, Any], *, as_json: bool) -> None:
    """Read a file and print what it comes to."""
    with faults_told(ctx):
        read = read_file(file, reading_of(options))
    if as_json:
        click.echo(json.dumps(figures(file, read), ensure_ascii=False, indent=1))
        return
    console = open_console()
    for line in summary_lines(file, read):
        say(console, line)


def print_columns(layout: str) -> None:
    """Print a layout as a file to begin with."""
    if layout not in names():
        facts = {"layout": layout, "names": ", ".join(names())}
        raise click.UsageError(in_both("usage", "layout_unknown", facts))
    click.echo((FOLDER / f"{layout}.yaml").read_text("utf-8"), nl=False)
