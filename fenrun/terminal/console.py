"""Where the commands print for people."""

import sys

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from shared.words.wording import Words

WIDTH_OF_A_FILE = 180
"""Columns where no terminal says how many there are."""


def open_console() -> Console:
    """A console that leaves what it is given alone: no guessed colours, no cut lines in a file."""
    # Bound to the stream of now: functions print elsewhere later on.
    console = Console(file=sys.stdout, highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = WIDTH_OF_A_FILE
    return console


def say_line(console: Console, line: str, style: str = "") -> None:
    """Print a line that may hold a command to copy: the terminal wraps it."""
    console.print(line, style=style, markup=False, soft_wrap=True)


def say(console: Console, text: str | Words, indent: int = 0, style: str = "") -> None:
    """Print prose: broken between words where a terminal's line is full, never in a file.

    What is said in both languages stands on lines of their own, Chinese first.
    """
    for each in (text.zh, text.en) if isinstance(text, Words) else (text,):
        if console.is_terminal:
            inside = Text(each, style=style, overflow="fold")
            console.print(Padding(inside, (0, 0, 0, indent), expand=False))
        else:
            say_line(console, " " * indent + each, style)


def say_way_on(console: Console, why: str | Words, command: str) -> None:
    """Print what a command is for, and below it the command, to be copied."""
    say(console, why)
    say_line(console, f"  {command}")


def open_lines(*, stderr: bool = False) -> Console:
    """A console for prose: a terminal breaks it between words, a file has it however long."""
    console = Console(stderr=stderr, highlight=False, emoji=False)
    console.soft_wrap = not console.is_terminal
    return console
