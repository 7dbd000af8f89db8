"""What a terminal, or a file behind a pipe, can be written in."""

import io
import sys


def print_whatever_is_there() -> None:
    """Let a character that the output's encoding lacks be a question mark, not the end."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")
