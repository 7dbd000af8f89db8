"""The pages with the pictures: what stands between two marks is drawn, all else is written."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from infra.checks.pictures.machines import machine_picture
from infra.checks.pictures.order import order_picture
from infra.checks.pictures.reach import reach_table
from infra.checks.pictures.stack import stack_picture
from infra.local.intrinsics import Stack
from infra.local.template import Template

PAGES = ("architecture.md", "architecture.zh-CN.md")
NEEDED = {"PublicBaseUrl": "http://api", "LandingUrl": "http://shop", "JwtIssuer": "http://login"}
"""Parameters without a default; no picture shows their values."""

_DRAWN = re.compile(r"(?<=<!-- drawn: )([\w-]+)( -->\n).*?(?=<!-- end -->)", re.DOTALL)


def pictures(root: Path) -> dict[str, str]:
    """Every picture of a tree by its name, in Markdown."""
    template = Template(root / "template.yaml", Stack(parameters=NEEDED))
    definitions = {
        each.definition_uri.name.partition(".")[0]: json.loads(
            each.definition_uri.read_text("utf-8")
        )
        for each in template.state_machines()
    }
    return {
        "stack": _block(stack_picture(template)),
        "order": _block(order_picture(template, definitions["order_lifecycle"])),
        "reach": "\n".join(reach_table(template)) + "\n",
        **{name: _block(machine_picture(it)) for name, it in definitions.items()},
    }


def draw(root: Path) -> None:
    """Write the pictures into the pages of a tree."""
    known = pictures(root)
    for path in _pages(root):
        path.write_text(_drawn(path, known), encoding="utf-8")


def stale(root: Path) -> list[str]:
    """Say which pages show something else than template and definitions, or leave a picture out."""
    known = pictures(root)
    return [problem for path in _pages(root) for problem in _problems(path, known)]


def _problems(path: Path, known: Mapping[str, str]) -> Iterator[str]:
    text = path.read_text("utf-8")
    if _drawn(path, known) != text:
        yield f"docs/{path.name} is not what the template says: run `make pictures`"
    if wrong := set(known) ^ {match[1] for match in _DRAWN.finditer(text)}:
        yield f"docs/{path.name} and the pictures differ in {', '.join(sorted(wrong))}"


def _drawn(path: Path, known: Mapping[str, str]) -> str:
    return _DRAWN.sub(lambda match: _between(match, known), path.read_text("utf-8"))


def _between(match: re.Match[str], known: Mapping[str, str]) -> str:
    return f"{match[1]}{match[2]}{known[match[1]]}" if match[1] in known else match[0]


def _pages(root: Path) -> list[Path]:
    return [root / "docs" / name for name in PAGES]


def _block(lines: list[str]) -> str:
    return "\n".join(["```mermaid", *lines, "```", ""])
