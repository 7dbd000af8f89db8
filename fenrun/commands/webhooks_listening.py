"""A receiver on this machine that shows what it is sent, in both languages."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from itertools import count as numbers

import click

from fenrun.client import Client, path_of
from fenrun.commands.webhooks_acts import WEBHOOKS
from fenrun.commands.webhooks_silent import silent
from fenrun.listening.receiver import PATH, Arrived, Receiver
from fenrun.listening.this_machine import is_this_machine
from fenrun.terminal.callers import Caller, client_of
from fenrun.terminal.console import open_lines, say
from fenrun.terminal.reach import asking
from fenrun.terminal.stopping import stoppable, undisturbed
from fenrun.terminal.there import There
from fenrun.terminal.times import read_instant, written
from shared.words.catalogue import in_both, term


def listen(  # noqa: PLR0913 - as many as the command has options
    ctx: click.Context,
    there: There,
    caller: Caller,
    *,
    port: int,
    secret: str | None,
    count: int | None,
    kinds: tuple[str, ...],
    storefront: str | None,
) -> None:
    """Receive until somebody ends it, or until so many came."""
    if there.url and not is_this_machine(there.url) and not secret:
        raise click.UsageError(in_both("terminal", "webhook_out_of_reach", {"url": there.url}))
    asked = {"kinds": kinds, "storefront": storefront}
    with suppress(KeyboardInterrupt), stoppable(), _receiver(port) as receiver:
        receiver.told = _show
        with (
            _given(receiver, secret) if secret else _subscribed(ctx, there, caller, receiver, asked)
        ):
            say(open_lines(), term("terminal", "webhook_listening", {"url": receiver.url}))
            for _ in range(count) if count else numbers():
                receiver.receive()


@contextmanager
def _receiver(port: int) -> Iterator[Receiver]:
    with ExitStack() as opened:
        try:
            receiver = opened.enter_context(Receiver.on(port))
        except OSError as error:
            told = in_both("terminal", "webhook_port_taken", {"port": port, "why": error.strerror})
            raise click.ClickException(told) from error
        yield receiver


@contextmanager
def _given(receiver: Receiver, secret: str) -> Iterator[None]:
    receiver.secret = secret
    yield


@contextmanager
def _subscribed(
    ctx: click.Context,
    there: There,
    caller: Caller,
    receiver: Receiver,
    asked: Mapping[str, object],
) -> Iterator[None]:
    """Be subscribed to as long as the block lasts."""
    with asking(ctx, there) as stack:
        client = client_of(stack, caller)
        _end_left_behind(client)
        made = client.post(WEBHOOKS, {"url": receiver.url, **asked})
        receiver.secret = made["secret"]
        try:
            yield
        finally:
            with undisturbed():
                client.post(WEBHOOKS + path_of(made["webhook_id"], "end"))


def _end_left_behind(client: Client) -> None:
    """End what a listener that was killed could not end itself."""
    for each in silent(client):
        if each["url"].endswith(PATH):
            client.post(WEBHOOKS + path_of(each["webhook_id"], "end"))
            told = in_both("terminal", "webhook_left_behind", {"webhook": each["webhook_id"]})
            open_lines().print(told)


def _show(arrived: Arrived) -> None:
    console = open_lines()
    if arrived.payload is None:
        told = in_both("terminal", "webhook_not_verified", {"id": arrived.id or "-"})
        console.print(f"✗ {told}", style="red", markup=False)
        return
    payload, data = arrived.payload, arrived.payload["data"]
    at = written(read_instant(payload["timestamp"]))
    console.print(f"✓ {at}  {payload['type']}  {arrived.id}", style="green", markup=False)
    for name in ("message_zh", "message"):
        if said := data.get(name):
            console.print(f"  {said}", markup=False)
