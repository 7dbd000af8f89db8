"""What click says of a command that is written wrongly, in both languages."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import click
from click.exceptions import NoArgsIsHelpError, NoSuchCommand

from shared.words.catalogue import term
from shared.words.wording import Words

_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")

_KNOWN: Final[Mapping[str, re.Pattern[str]]] = {
    "arguments_surplus": re.compile(r"Got unexpected extra arguments? \((?P<names>.+)\)"),
    "file_missing": re.compile(r"(?:File|Directory|Path) (?P<name>'.+') does not exist\."),
    "no_choice": re.compile(r"(?P<written>'.*') is not one of (?P<names>.+)\."),
    "no_number": re.compile(r"(?P<written>'.*') is not a valid integer(?: range)?\."),
    "out_of_range": re.compile(r"(?P<written>.+) is not in the range (?P<range>.+)\."),
    "value_missing": re.compile(r"Option (?P<name>'.+') requires an argument\."),
}
"""Messages of click, by how they are called where they are worded."""


def words_of(message: str) -> Words:
    """Give a message of click in both languages where it is known; else twice as it is."""
    for code, pattern in _KNOWN.items():
        if found := pattern.fullmatch(message):
            return term("usage", code, found.groupdict())
    return Words(message, message)


@contextmanager
def told_in_both() -> Iterator[None]:
    """Have every usage error of the block say in Chinese, too, what is wrong."""
    try:
        yield
    except NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        if _CHINESE.search(error.format_message()):
            raise
        said = _said(error)
        told = said.en if said.en == said.zh else f"{said.zh}\n{said.en}"
        raise click.UsageError(told, ctx=error.ctx) from error


def _said(error: click.UsageError) -> Words:
    match error:
        case click.MissingParameter(param=click.Parameter() as parameter):
            code = f"{parameter.param_type_name}_missing"
            return term("usage", code, {"name": _name(parameter, error)})
        case click.NoSuchOption(option_name=name) | NoSuchCommand(command_name=name):
            code = "option_unknown" if isinstance(error, click.NoSuchOption) else "command_unknown"
            near = ", ".join(error.possibilities or ())
            return term("usage", code, {"name": name, "near": near})
        case click.BadParameter():
            return _wrong_value(_where(error), words_of(error.message))
    return words_of(error.format_message())


def _wrong_value(name: str, why: Words) -> Words:
    en, zh = (term("usage", "wrong_value", {"name": name, "why": each}) for each in why)
    return Words(en.en, zh.zh)


def _where(error: click.BadParameter) -> str:
    if isinstance(error.param_hint, str):
        return error.param_hint
    return _name(error.param, error) if error.param else ""


def _name(parameter: click.Parameter, error: click.UsageError) -> str:
    return parameter.get_error_hint(error.ctx).strip("'")
