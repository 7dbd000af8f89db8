"""Scenario files, played and compared with what they expect."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import click
from rich.console import Console

from fenrun.documents.unreadable import DocumentError
from fenrun.explained.awards import print_awards
from fenrun.explained.decisions import print_decisions
from fenrun.explained.orders import print_explanation
from fenrun.terminal.console import open_console, open_lines
from infra.commands.story import print_story
from infra.scenarios.document import read_scenario
from infra.scenarios.play import play_on
from infra.scenarios.result import Result
from infra.scenarios.stage import Stage
from shared.adapters.calendar_file import load_calendar
from shared.domain.orders.explanation import Explanation
from shared.domain.orders.order import Order
from shared.domain.ownership import ALL
from shared.domain.periods.award_lines import AwardLine
from shared.usecases.orders.statements import order_explanation
from shared.usecases.periods.period_statements import award_page
from shared.words.catalogue import in_both

DIFFERENT, UNREADABLE = 1, 2


_VERDICTS: Final = {
    0: ("ok", "green"),
    DIFFERENT: (in_both("story", "differs"), "red"),
    UNREADABLE: (in_both("story", "unreadable"), "red"),
}


class Played(NamedTuple):
    """A file with its result, or with what is wrong with the file."""

    path: Path
    result: Result | None
    explained: bool = False
    explanations: tuple[Explanation, ...] = ()
    awards: tuple[AwardLine, ...] = ()
    fault: str = ""

    @property
    def code(self) -> int:
        """The exit code this file alone would give."""
        if self.result is None:
            return UNREADABLE
        return 0 if self.result.ok else DIFFERENT


def simulate(ctx: click.Context, files: tuple[Path, ...], *, as_json: bool, explain: bool) -> None:
    """Play files, print how they end, and end with the worst of their codes."""
    paths = _scenario_files(files)
    if explain and (as_json or len(paths) > 1):
        raise click.UsageError(in_both("story", "unexplained"))
    played = (_play(path, explain=explain) for path in paths)
    if as_json:
        codes = _print_json(list(played))
    elif len(paths) == 1 and files[0].is_file():
        codes = _print_one(next(played))
    else:
        codes = _print_many(played, len(paths))
    ctx.exit(max(codes))


def _scenario_files(files: Iterable[Path]) -> list[Path]:
    paths = [path for file in files for path in _expand(file)]
    if not paths:
        raise click.UsageError(in_both("story", "no_story"))
    return paths


def _expand(file: Path) -> Iterator[Path]:
    if file.is_dir():
        yield from sorted(path for path in file.rglob("*.y*ml") if path.is_file())
    else:
        yield file


def _play(path: Path, *, explain: bool) -> Played:
    try:
        scenario = read_scenario(path)
        stage = Stage(scenario, load_calendar())
        result = play_on(stage, scenario)
    except DocumentError as error:
        return Played(path, None, fault=str(error))
    orders, people = (stage.store.all(Order), scenario.people) if explain else ((), ())
    explained = tuple(order_explanation(stage.ports, each.id, ALL) for each in orders)
    awards = tuple(line for name in people for line in _awards(stage, name))
    return Played(path, result, explain, explained, awards)


def _awards(stage: Stage, payee: str) -> Iterator[AwardLine]:
    place: str | None = ""
    while place is not None:
        page = award_page(stage.ports, payee, place)
        yield from page.items
        place = page.next


def _print_json(played: list[Played]) -> list[int]:
    for each in played:
        if each.result is None:
            click.echo(each.fault, err=True)
    results = [each.result.model_dump() for each in played if each.result is not None]
    if len(played) > 1:
        click.echo(json.dumps(results, ensure_ascii=False, indent=1))
    elif results:
        click.echo(json.dumps(results[0], ensure_ascii=False, indent=1))
    return [each.code for each in played]


def _print_one(played: Played) -> list[int]:
    if played.result is None:
        click.echo(played.fault, err=True)
    else:
        _print_result(open_console(), played, played.result)
    return [played.code]


def _print_result(console: Console, played: Played, result: Result) -> None:
    print_story(console, result)
    for explained in played.explanations:
        console.print()
        print_explanation(console, explained)
    if played.awards:
        console.print()
        print_awards(console, played.awards)
    if played.explained:
        print_decisions(console, result.postings)


def _print_many(played: Iterable[Played], number: int) -> list[int]:
    """Print each file as soon as it is played, and at the end how many end as expected."""
    console, codes = open_lines(), []
    for each in played:
        _print_line(console, each)
        codes.append(each.code)
    console.print(in_both("story", "of_all", {"good": codes.count(0), "all": number}))
    return codes


def _print_line(console: Console, played: Played) -> None:
    words, colour = _VERDICTS[played.code]
    title = played.result.title if played.result else ""
    console.print(f"[{colour}]{words}[/]  {played.path}  ", end="")
    console.print(title, markup=False)
    for fault in played.result.mismatches if played.result else played.fault.splitlines():
        console.print(f"    {fault}", markup=False)
