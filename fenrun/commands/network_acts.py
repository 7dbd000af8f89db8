"""Who stands above a distributor, drawn from the brand down, and how that came about."""

from collections.abc import Sequence

import click
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from fenrun.client import Answer, Stack, path_of
from fenrun.terminal.console import open_lines
from fenrun.terminal.reach import asking
from fenrun.terminal.there import There
from fenrun.terminal.times import read_instant, written
from shared.domain.standing import Standing
from shared.words.catalogue import in_both

COLOURS: dict[Standing, str] = {
    "applied": "cyan",
    "active": "green",
    "suspended": "yellow",
    "removed": "red",
    "rejected": "red",
    "expired": "yellow",
}


def relation(
    ctx: click.Context, distributor: str, there: There, *, at: str | None, as_json: bool
) -> None:
    """Print the chain of a day, and all that became of it."""
    with asking(ctx, there) as stack:
        chain = _read(stack, distributor, "chain", at=at)
        relations = _relations(stack, distributor)
    console = open_lines()
    if as_json:
        answer = {**chain, "relations": relations}
        console.print_json(data=answer, ensure_ascii=False)
        return
    console.print(drawn(chain))
    console.print(listed(relations))


def drawn(chain: Answer) -> Tree:
    """Draw a chain from the brand down to the distributor."""
    at = written(read_instant(chain["at"]))
    tree = branch = Tree(Text(f"{in_both('terminal', 'brand')} · {at}", style="bold"))
    for link in reversed(chain["chain"]):
        branch = branch.add(_label(link))
    return tree


def listed(relations: Sequence[Answer]) -> Table:
    """List every upline he ever had, with who decided it and why."""
    table = Table(title=in_both("terminal", "relation_history"), title_justify="left", box=None)
    for heading in (
        "#",
        in_both("terminal", "since"),
        in_both("terminal", "upline"),
        in_both("terminal", "by"),
        in_both("terminal", "reason"),
    ):
        table.add_column(heading)
    for each in relations:
        decision = each["decision"]
        upline = each["upline"] or in_both("terminal", "brand")
        since = written(read_instant(each["at"]))
        row = (each["number"], since, upline, decision["by"], decision["reason"])
        table.add_row(*(Text(str(cell)) for cell in row))
    return table


def _label(link: Answer) -> Text:
    standing, colour = in_both("standing", link["standing"]), COLOURS[link["standing"]]
    return Text.assemble(
        (link["distributor"], "bold"),
        f"  {link['level']}  ",
        (standing, colour),
        f"  {in_both('terminal', 'since')} {written(read_instant(link['since']))}",
    )


def _relations(stack: Stack, distributor: str) -> list[Answer]:
    """Read whom he ever stood under, out of all that was decided about him."""
    history = stack.staff("auditor").items(path_of("v1", "distributors", distributor, "history"))
    return [each for each in history if each["cause"] == "upline_changed"]


def _read(stack: Stack, distributor: str, what: str, **query: object) -> Answer:
    return stack.staff("auditor").get(path_of("v1", "distributors", distributor, what), **query)
