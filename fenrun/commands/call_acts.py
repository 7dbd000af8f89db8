"""One request to the API, and its answer."""

from contextlib import suppress

import click
import requests

from fenrun.client import Answer, Client, NoCredential, Stack, answer_of
from fenrun.terminal.callers import Caller, callers_of, client_of, default_caller
from fenrun.terminal.console import open_lines
from fenrun.terminal.reach import asking
from fenrun.terminal.there import There

Asked = tuple[str, str, object, str | None]
"""Method, path, body and key."""


def call(ctx: click.Context, there: There, caller: Caller | None, asked: Asked) -> None:
    """Send a request as whoever is named, and print what comes back."""
    with asking(ctx, there) as stack:
        client = client_of(stack, caller) if caller else _default_client(stack, *asked[:2])
        response = client.ask(*asked)
        _print_answer(response, answer_of(response))


def _default_client(stack: Stack, method: str, path: str) -> Client:
    """Call as the first whom the route is for and one has credentials of."""
    for caller in callers_of(method, path):
        with suppress(NoCredential):
            return client_of(stack, caller)
    return client_of(stack, default_caller(method, path))


def _print_answer(response: requests.Response, answer: Answer) -> None:
    errors = open_lines(stderr=True)
    errors.print(f"{response.status_code} {response.reason}", style="green")
    if "Location" in response.headers:
        errors.print(f"Location: {response.headers['Location']}", markup=False)
    if answer:
        open_lines().print_json(data=answer, ensure_ascii=False)
