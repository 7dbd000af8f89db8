"""What of the table each function may read and write, as a table."""

from collections.abc import Iterator

from infra.checks.permissions import Grant, grants
from infra.local.template import Template

READING = frozenset({"BatchGetItem", "GetItem", "Query"})


def reach_table(template: Template) -> Iterator[str]:
    """A row a function or machine: partition keys by what they begin with."""
    table = template.names.arn("Table")
    given = [each for each in grants(template) if _of_the_table(each, table)]
    yield "| function, state machine | reads | writes |"
    yield "|---|---|---|"
    for owner in dict.fromkeys(each.owner for each in given):
        own = [each for each in given if each.owner == owner]
        yield f"| `{owner}` | {_keys(own, reads=True)} | {_keys(own, reads=False)} |"


def _of_the_table(grant: Grant, table: str) -> bool:
    return any(resource.partition("/index/")[0] == table for resource in grant.resources)


def _keys(given: list[Grant], *, reads: bool) -> str:
    found = {
        pattern.rstrip("*#")
        for grant in given
        for action in grant.actions
        if (action.removeprefix("dynamodb:") in READING) == reads
        for pattern in grant.keys or ("every partition",)
    }
    return ", ".join(f"`{each}`" for each in sorted(found))
