"""What comes with an extra of the package: named here, loaded when it is needed."""

from importlib import import_module

import click

from shared.words.catalogue import in_both

_OF_THE_EXTRA = "infra"


def load(where: str) -> object:
    """Give what stands at `module:attribute`.

    Errors: a ClickException that says what to install.
    """
    module, attribute = where.split(":")
    try:
        return getattr(import_module(module), attribute)
    except ModuleNotFoundError as error:
        if not module.startswith(f"{_OF_THE_EXTRA}."):
            raise
        raise click.ClickException(in_both("terminal", "extra_missing")) from error
