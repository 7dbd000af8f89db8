"""`python -m infra.checks`: the rules of this house over the working tree; 1 if one is broken."""

import sys
from pathlib import Path

import click

from infra.checks.all_checks import violations


def main() -> int:
    """Say every violation on a line of its own."""
    found = violations(Path.cwd())
    for problem in found:
        click.echo(problem, err=True)
    click.echo(
        f"{len(found)} broken"
        if found
        else "Walls, circles, copies, template, definitions, views, words, pictures, languages hold"
    )
    return 1 if found else 0


sys.exit(main())
