"""`make wheels`: the wheel `fenrun`, and `fenrun-local`, which its extra `local` brings."""

import sys
from pathlib import Path

import click

from infra.wheels.build import build_wheels

ROOT = Path(__file__).parents[2]


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def wheels(folder: Path) -> None:
    """Build both wheels into FOLDER, without network."""
    for wheel in build_wheels(ROOT, folder):
        click.echo(wheel)


if __name__ == "__main__":
    sys.exit(wheels())
