"""What `make run` shows, as a picture: drawn from a run on a laptop that keeps nothing."""

import io
import re
import sys
from contextlib import redirect_stdout
from html import unescape
from pathlib import Path
from typing import Final

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.cells import cell_len
from rich.console import Console

from fenrun.client import Stack
from infra.demo.sample import play_sample
from infra.demo.seed import seed
from infra.local.laptop import Laptop

PICTURE: Final = Path("docs/pictures/run.svg")
COLUMNS: Final = 80
PORT: Final = 8700
CODE: Final = "2P8FYSBC"
"""Stands for the link's code, which is another at each run."""

_FONTS: Final = "ui-monospace, SFMono-Regular, Menlo, Consolas, Noto Sans Mono CJK SC, monospace"
_FACES = re.compile(r"\n    @font-face \{\{.*?\}\}", re.DOTALL)
_COMMENT = re.compile(r"\n    <!--.*?-->")
_LENGTH = re.compile(r'textLength="([\d.]+)"([^>]*>)([^<]+)</text>')
_TEXT = re.compile(r"<text class=[^>]*>([^<]*)</text>")


def recorded(port: int) -> Console:
    """Play the sample order at a port, and give the console that it was shown on."""
    console = Console(
        file=io.StringIO(),
        record=True,
        width=COLUMNS,
        force_terminal=True,
        color_system="truecolor",
        highlight=False,
        emoji=False,
    )
    console.print("[bold]$ make run[/]")
    with redirect_stdout(sys.stderr), Laptop(port=port, frozen=True) as laptop:
        stack = Stack(laptop.cloud.base_url, laptop.credentials)
        seed(stack)
        play_sample(console, laptop, stack)
    return console


def drawn(console: Console) -> str:
    """Give the picture of a console; a page that shows it loads nothing from elsewhere."""
    form = _COMMENT.sub("", _FACES.sub("", CONSOLE_SVG_FORMAT)).replace("Fira Code, mono", "mono")
    form = form.replace("font-family: monospace", f"font-family: {_FONTS}")
    svg = console.export_svg(title="make run", code_format=form, unique_id="fenrun")
    svg = _LENGTH.sub(_in_cells, svg)
    return re.sub(r"/r/[A-Z0-9]{8}", f"/r/{CODE}", svg)


def _in_cells(match: re.Match[str]) -> str:
    # rich counts a Chinese character as one column, so that browsers press it into half its place.
    length, between, text = match.groups()
    cells = cell_len(unescape(text))
    return f'textLength="{float(length) / len(unescape(text)) * cells:g}"{between}{text}</text>'


def shown(svg: str) -> str:
    """Give what a picture says, without spaces and whatever the port."""
    said = re.sub(r"\s|&#160;", "", "".join(_TEXT.findall(svg)))
    return re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1", said)


if __name__ == "__main__":
    PICTURE.write_text(drawn(recorded(PORT)), encoding="utf-8")
