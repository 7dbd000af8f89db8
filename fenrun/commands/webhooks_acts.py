"""What the commands around webhooks do and print."""

from collections.abc import Mapping
from typing import Any

import click

from fenrun.client import path_of
from fenrun.commands import list_acts
from fenrun.terminal.callers import Caller, client_of
from fenrun.terminal.reach import asking
from fenrun.terminal.there import There
from fenrun.terminal.times import read_instant, written
from shared.words.catalogue import in_both

WEBHOOKS = "/v1/webhooks"


def subscribe(ctx: click.Context, there: There, caller: Caller, asked: dict[str, Any]) -> None:
    """Subscribe an endpoint, and show its secret."""
    with asking(ctx, there) as stack:
        _tell_secret(client_of(stack, caller).post(WEBHOOKS, asked))


def rotate(ctx: click.Context, there: There, caller: Caller, webhook: str) -> None:
    """Have a new secret sign, and show it."""
    with asking(ctx, there) as stack:
        _tell_secret(client_of(stack, caller).post(WEBHOOKS + path_of(webhook, "secret")))


def list_all(ctx: click.Context, **asked: Any) -> None:
    """List all endpoints that the caller may see."""
    list_acts.show(ctx, WEBHOOKS, lambda each: ([_line(each)], []), **asked)


def show(ctx: click.Context, there: There, caller: Caller, webhook: str) -> None:
    """Show an endpoint, what it fails since, and its latest replay."""
    with asking(ctx, there) as stack:
        found = client_of(stack, caller).get(WEBHOOKS + path_of(webhook))
        click.echo("\n".join([_line(found), *_faring(found)]))


def change(ctx: click.Context, there: There, caller: Caller, webhook: str, what: str) -> None:
    """Change an endpoint's status, and show it."""
    with asking(ctx, there) as stack:
        client = client_of(stack, caller)
        client.post(WEBHOOKS + path_of(webhook, what))
        click.echo(_line(client.get(WEBHOOKS + path_of(webhook))))


def ping(ctx: click.Context, there: There, caller: Caller, webhook: str) -> None:
    """Try an endpoint out, and say where the outcome stands."""
    with asking(ctx, there) as stack:
        event = client_of(stack, caller).post(WEBHOOKS + path_of(webhook, "ping"))["event_id"]
        click.echo(f"{event} {in_both('terminal', 'webhook_on_its_way')}: {_look(webhook, there)}")


def replay(
    ctx: click.Context, there: There, caller: Caller, webhook: str, asked: dict[str, Any]
) -> None:
    """Begin a replay, and say where its progress stands."""
    with asking(ctx, there) as stack:
        client_of(stack, caller).post(WEBHOOKS + path_of(webhook, "replay"), asked)
        click.echo(f"{in_both('terminal', 'webhook_on_its_way')}: {_look(webhook, there)}")


def deliveries(ctx: click.Context, webhook: str, **asked: Any) -> None:
    """Show the latest deliveries."""
    path = WEBHOOKS + path_of(webhook, "deliveries")
    list_acts.show(ctx, path, lambda each: ([_delivery(each)], []), **asked)


def _tell_secret(told: Mapping[str, Any]) -> None:
    click.echo(f"{told['webhook_id']}  {told['secret']}")
    click.echo(in_both("terminal", "webhook_secret_once"))


def _line(each: Mapping[str, Any]) -> str:
    status = in_both("webhook_status", each["status"])
    whose = each["storefront"] or in_both("terminal", "brand")
    kinds = ", ".join(each["kinds"]) or "*"
    return f"{each['webhook_id']}  {status}  {whose}  {kinds}  {each['url']}"


def _faring(found: Mapping[str, Any]) -> list[str]:
    lines = []
    if found["failing_since"]:
        lines.append(
            f"{in_both('terminal', 'webhook_failing_since')} {_at(found['failing_since'])}"
        )
    if replay := found["replay"]:
        state = in_both("replay_state", replay["state"])
        lines.append(f"{in_both('terminal', 'webhook_replay')} {state}: {replay['sent']}")
        if replay["state"] == "full":
            on = f"fenrun webhooks replay {found['webhook_id']} --since {replay['reached']}"
            lines.append(f"{in_both('terminal', 'webhook_replay_on')}: {on}")
    return lines


def _delivery(each: Mapping[str, Any]) -> str:
    state = in_both("delivery_state", each["state"])
    parts = [_at(each["recorded_at"]), each["event_id"], each["type"], state, f"x{each['tries']}"]
    if each["fault"]:
        parts.append(in_both("delivery_fault", each["fault"]))
    if each["status"]:
        parts.append(str(each["status"]))
    if each["next_try_at"]:
        parts.append(f"{in_both('terminal', 'webhook_next_try')} {_at(each['next_try_at'])}")
    return "  ".join(parts)


def _look(webhook: str, there: There) -> str:
    return " ".join(["fenrun webhooks show", webhook, *there.words])


def _at(text: str) -> str:
    return written(read_instant(text))
