"""`python -m infra.checks.limits`: how much of AWS's limits the transformed template uses."""

import json
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import click

from infra.checks.transformed import transformed

KB = 1024

Document = Mapping[str, Any]


class Count(NamedTuple):
    """How much there is of something that AWS limits."""

    what: str
    counted: int
    limit: int

    @property
    def percent(self) -> int:
        """How much of the limit is used, rounded up."""
        return -(-100 * self.counted // self.limit)


def counts(document: Document) -> list[Count]:
    """Count a transformed template, in bytes where it is about size.

    References count as they are written, which is about as long as what they stand for.
    """
    definitions = [api["Body"] for api in _of(document, "ApiGateway::RestApi")]
    roles = [role.get("Policies", ()) for role in _of(document, "IAM::Role")]
    environments = [it.get("Environment", {}) for it in _of(document, "Lambda::Function")]
    policies = [_policy(given) for given in permissions(document).values()]
    return [
        Count("resources of the stack", len(document["Resources"]), 500),
        Count("parameters", len(document.get("Parameters", {})), 200),
        Count("outputs", len(document.get("Outputs", {})), 200),
        Count("template, bytes", _size(document), KB * KB),
        Count("resources of the API", max(map(_api_resources, definitions), default=0), 300),
        Count("definition of the API, bytes", _largest(definitions), 6 * KB * KB),
        Count("largest resource policy of a function, bytes", _largest(policies), 20 * KB),
        Count("largest policies of a role, bytes", _largest(roles), 10_240),
        Count("largest environment of a function, bytes", _largest(environments), 4 * KB),
    ]


def permissions(document: Document) -> dict[str, list[Document]]:
    """The permissions of each function that has any, by its logical id."""
    given: dict[str, list[Document]] = defaultdict(list)
    for permission in _of(document, "Lambda::Permission"):
        given[permission["FunctionName"]["Ref"]].append(permission)
    return given


def _policy(given: Iterable[Document]) -> Document:
    """The policy that Lambda makes of a function's permissions."""
    statements = [
        {
            "Sid": f"{'s' * 32}-{'p' * 40}-{'x' * 12}",
            "Effect": "Allow",
            "Principal": {"Service": permission["Principal"]},
            "Action": permission["Action"],
            "Resource": f"arn:aws-cn:lambda:cn-northwest-1:{'1' * 12}:function:{'n' * 64}",
            "Condition": {"ArnLike": {"AWS:SourceArn": permission.get("SourceArn")}},
        }
        for permission in given
    ]
    return {"Version": "2012-10-17", "Id": "default", "Statement": statements}


def _api_resources(definition: Document) -> int:
    """Every part of every path is one, and so is the root."""
    parts = (path.strip("/").split("/") for path in definition["paths"])
    return 1 + len({tuple(each[:end]) for each in parts for end in range(1, len(each) + 1)})


def _of(document: Document, kind: str) -> Iterator[Document]:
    for resource in document["Resources"].values():
        if resource["Type"] == f"AWS::{kind}":
            yield resource.get("Properties", {})


def _largest(values: Iterable[object]) -> int:
    return max(map(_size, values), default=0)


def _size(value: object) -> int:
    return len(json.dumps(value, separators=(",", ":")))


def main() -> None:
    """Print the counts as a table of Markdown."""
    # It warns of a feature toggle that only its own service has.
    logging.getLogger("samtranslator").setLevel(logging.ERROR)
    document = transformed(Path("template.yaml"))
    click.echo("| | counted | limit | used |\n|---|---|---|---|")
    for count in counts(document):
        click.echo(f"| {count.what} | {count.counted:,} | {count.limit:,} | {count.percent} % |")
    functions, given = [*_of(document, "Lambda::Function")], permissions(document).values()
    most = max(map(len, given), default=0)
    click.echo(
        f"\n{len(functions)} functions, {sum(map(len, given))} Lambda permissions, ", nl=False
    )
    click.echo(f"at most {most} a function")


if __name__ == "__main__":
    main()
