"""Items read from the table by its own API, and shown with their bodies inflated."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import boto3
import click

from fenrun.terminal.running import require_running
from infra.local.aws.environment import only_local
from infra.local.intrinsics import Stack
from infra.local.laptop import TEMPLATE, stack_parameters
from infra.local.template import Template
from shared.adapters.dynamodb.bodies import read_body
from shared.words.catalogue import in_both

AT_MOST = 100

PARTITIONS = ("ORDER", "PAYOUT", "PAYEE", "PROPOSAL", "WEBHOOK", "BUYER", "RUN", "REQUEST")
"""Where an id alone is looked for."""

MASKED = frozenset({"openid", "holder", "token", "task_token", "payer_ip"})
"""Whose value nobody has to read who looks into the table."""

ACCOUNT = "ACCOUNT#"
"""How the places of the brand's own accounts begin, whose numbers are masked, too."""

Shown = Mapping[str, Any]


def show(key: str, place: str, table: str | None, data: Path, *, as_json: bool) -> None:
    """Print items, or end with 1 where none stands under the key."""
    found = list(_found(key, place, table, data))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    for item in () if as_json else found:
        _print(item)
    if not found:
        click.echo(in_both("usage", "no_item", {"key": f"{key} {place}".strip()}), err=True)
        sys.exit(1)


def shown(item: Mapping[str, Any]) -> Shown:
    """Give an item with its values bare, its body as JSON, and what is nobody's business masked."""
    bare = {name: next(iter(value.values())) for name, value in item.items() if name != "body"}
    body = json.loads(read_body(item["body"])) if "body" in item else None
    hidden = MASKED | {"number"} if bare["SK"].startswith(ACCOUNT) else MASKED
    whole = bare if body is None else {**bare, "body": body}
    return {name: _masked(value, name, hidden) for name, value in whole.items()}


def _masked(value: Any, name: str, hidden: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {key: _masked(each, key, hidden) for key, each in value.items()}
    if isinstance(value, list):
        return [_masked(each, name, hidden) for each in value]
    return "•••" if name in hidden and isinstance(value, str) else value


def _found(key: str, place: str, table: str | None, data: Path) -> Iterator[Shown]:
    if table is not None:
        yield from _read(key, place, table)
        return
    running = require_running(data)
    if running.aws_url is None:
        raise click.ClickException(in_both("usage", "no_aws"))
    parameters = stack_parameters(running.base_url, running.stand_in_url)
    stack = Template(TEMPLATE, Stack(parameters=parameters)).stack
    with only_local(stack.region, running.aws_url):
        yield from _read(key, place, f"{stack.name}-Table")


def _read(key: str, place: str, table: str) -> Iterator[Shown]:
    """Read a partition, or those that an id alone may mean, as far as is shown."""
    client = boto3.client("dynamodb")
    partitions = [key] if "#" in key else [f"{name}#{key}" for name in PARTITIONS]
    for partition in partitions:
        answer = client.query(
            TableName=table,
            KeyConditionExpression="PK = :pk AND SK >= :sk",
            ExpressionAttributeValues={":pk": {"S": partition}, ":sk": {"S": place or " "}},
            ConsistentRead=True,
            Limit=AT_MOST,
        )
        found = map(shown, answer["Items"])
        yield from (item for item in found if item["SK"].startswith(place))


def _print(item: Shown) -> None:
    click.secho(f"{item['PK']}  {item['SK']}", bold=True)
    for name, value in item.items():
        if name not in ("PK", "SK", "body"):
            click.echo(f"  {name} = {value}")
    if "body" in item:
        text = json.dumps(item["body"], ensure_ascii=False, indent=2)
        click.echo("".join(f"  {line}\n" for line in text.splitlines()))
