"""How commands reach a Fenrun: by its URL with given credentials, or with the laptop's own keys."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, cast

import click

from fenrun.client import Credential, Keys, NoCredential, Stack
from fenrun.client.given import given_keys
from fenrun.roles import PersonRole
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


class _GivenOrOwn(NamedTuple):
    """What was given for a laptop's URL; for whoever it does not do, the laptop's own keys."""

    given: Keys
    own: Keys

    def of_storefront(self) -> Credential:
        try:
            return self.given.of_storefront()
        except NoCredential:
            return self.own.of_storefront()

    def of_person(self, role: PersonRole, subject: str) -> Credential:
        try:
            return self.given.of_person(role, subject)
        except NoCredential:
            return self.own.of_person(role, subject)


def _keys(url: str, data: Path) -> Keys:
    """Give what environment and file hold for a URL; a laptop there has keys of its own."""
    given = given_keys(url, os.environ)
    return _GivenOrOwn(given, laptop_keys(data)) if _is_laptop(url, data) else given


def _is_laptop(url: str, data: Path) -> bool:
    running = Running.in_folder(data)
    return running is not None and running.base_url == url.rstrip("/")
