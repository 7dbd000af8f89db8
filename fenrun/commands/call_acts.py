"""One request to the API, and its answer."""

import click
import requests

from fenrun.client import Answer, Stack, answer_of
from fenrun.terminal.callers import Caller, default_caller
from fenrun.terminal.console import open_lines
from fenrun.terminal.reach import asking
from fenrun.terminal.there import There

Asked = tuple[str, str, object, str | None]
"""Method, path, body and key."""


def call(ctx: click.Context, there: There, caller: Caller | None, asked: Asked) -> None:
    """Send a request as whoever is named, and print what comes back."""
    with asking(ctx, there) as stack:
        response = _send(stack, caller or default_caller(*asked[:2]), asked)
        _print_answer(response, answer_of(response))


def _send(stack: Stack, caller: Caller, asked: Asked) -> requests.Response:
    method, path, body, key = asked
    if caller.role is None:
        return stack.anybody().ask(method, path, body)
    if caller.role == "storefront":
        return stack.storefront().ask(method, path, body, key)
    return stack.person(caller.role, caller.subject).ask(method, path, body, key)


def _print_answer(response: requests.Response, answer: Answer) -> None:
    errors = open_lines(stderr=True)
    errors.print(f"{response.status_code} {response.reason}", style="green")
    if "Location" in response.headers:
        errors.print(f"Location: {response.headers['Location']}", markup=False)
    if answer:
        open_lines().print_json(data=answer, ensure_ascii=False)
