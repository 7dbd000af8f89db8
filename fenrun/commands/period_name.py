"""A period as a command takes it: `2025-03`, `2025-Q1` or `2025`."""

import re
from typing import Any

import click

_MEANT = re.compile(r"[0-9]{4}([-./年Qq][0-9Qq季月-]*)?")


def means_period(words: str) -> bool:
    """Tell whether words mean a period, rightly written or not: no order's id looks like one."""
    return _MEANT.fullmatch(words) is not None


def require_period(words: str) -> str:
    """Give a period. Errors: a BadParameter that says how one is written."""
    from shared.domain.civil_periods import bounds
    from shared.domain.errors import Refused
    from shared.words.catalogue import in_both

    try:
        bounds(words)
    except Refused as error:
        raise click.BadParameter(f"{words} {in_both('terminal', 'no_period')}") from error
    return words


class PeriodType(click.ParamType[str]):
    """An option that names a period."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the text; anything else is a usage error."""
        return require_period(value)
