"""How commands reach a Fenrun: by its URL with given credentials, or with the laptop's own keys."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import click

from fenrun.client import Keys, Stack
from fenrun.client.given import GivenKeys, given_keys
from fenrun.terminal.extra import load
from fenrun.terminal.running import Running, require_running
from fenrun.terminal.talk import faults_told
from fenrun.terminal.there import There

LAPTOP_KEYS = "infra.local.credentials:load_keys"
"""Loaded only where a laptop's Fenrun is called."""


def stack_at(there: There) -> Stack:
    """Give a Fenrun with one's credentials. Errors: a ClickException where nothing runs."""
    if there.url is None:
        return Stack(require_running(there.data).base_url, laptop_keys(there.data))
    return Stack(there.url, _keys(there.url, there.data))


@contextmanager
def asking(ctx: click.Context, there: There) -> Iterator[Stack]:
    """Give the Fenrun that a command speaks to; what it refuses is told, and ends with code 1."""
    with faults_told(ctx, there.url):
        yield stack_at(there)


def laptop_keys(data: Path) -> Keys:
    """Give the keys of a laptop's data folder, which are good for every role."""
    load_keys = load(LAPTOP_KEYS)
    assert callable(load_keys)
    return cast("Keys", load_keys(data))


def _keys(url: str, data: Path) -> Keys:
    """Give what environment and file hold for a URL; a laptop there has keys of its own."""
    given = given_keys(url, os.environ)
    if given == GivenKeys() and _is_laptop(url, data):
        return laptop_keys(data)
    return given


def _is_laptop(url: str, data: Path) -> bool:
    running = Running.in_folder(data)
    return running is not None and running.base_url == url.rstrip("/")
