"""What documents show is true: every command is one, and the shell blocks of the READMEs run."""

import os
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from fenrun.client import Stack
from fenrun.documents.plan_file import read_plan_file
from fenrun.main import main
from fenrun.terminal.running import Running
from fenrun.testing.stand_in import StandIn
from infra.demo.seed import seed
from infra.demo.stage import Stage
from infra.demo.story import Story
from shared.domain.guard.guard import findings, warnings_of
from tests.fenrun.snippets import PAGES, ROOT, Blanks, blocks_of, commands_of, words_of
from tests.laptop_bench import Bench, running

SAID_ELSEWHERE = ("export", "curl")
"""What begins a line of a block that is the shell's own."""

OPEN = {
    "N": "1",
    "…": "x",
    "PAYOUT": "x",
    "PERIOD": "2025-03",
    "FOLDER": ".",
    "FILE…": "tests",
    "my-event.json": "-",
    "bill.csv": "tests/data/found/f06-wechatpay-tradebill.csv",
    "orders.csv": "tests/data/cdnow_100.csv",
    "columns.yaml": "fenrun/histories/profiles/plain.yaml",
}
"""What stands for something that has to be of a certain form."""

READMES = [page for page in PAGES if page.name.startswith("README")]


def resolved(words: list[str]) -> tuple[click.Command, list[str]]:
    """Give the command that words lead to, and the words that are left for it."""
    command: click.Command = main
    while isinstance(command, click.Group) and words:
        found = command.get_command(click.Context(command), words[0])
        assert found is not None, f"there is no command {words[0]!r}"
        command, words = found, words[1:]
    return command, words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_shows_is_one(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    for shown in commands_of(page):
        command, words = resolved([OPEN.get(word, word) for word in shown])
        if words and not isinstance(command, click.Group):
            try:
                command.make_context(command.name, list(words)).close()
            except click.UsageError as error:
                pytest.fail(f"fenrun {' '.join(shown)}: {error.message}")
            except click.exceptions.Exit:
                assert "--help" in words


@pytest.fixture(params=READMES, ids=lambda page: page.name)
def page(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A brand as `make run` leaves it: the sample order was played."""
    with running(data_dir=tmp_path) as bench:
        url, channel = bench.laptop.cloud.base_url, bench.laptop.channel.base_url
        with Running(base_url=url, stand_in_url=channel, pid=os.getpid()).told_in(tmp_path):
            stack = Stack(url, bench.laptop.credentials)
            seed(stack)
            for _ in Story(Stage(stack, StandIn(channel))).play():
                continue
            yield bench


def test_the_shell_blocks_of_a_readme_run(page: Path, bench: Bench, tmp_path: Path) -> None:
    blanks = Blanks()
    for line in (line for block in blocks_of(page, "sh") for line in block):
        words = words_of(line)
        if not words:
            assert line.startswith(SAID_ELSEWHERE), line
            continue
        result = CliRunner().invoke(main, [*blanks.filled(words), "--data", str(tmp_path)])
        assert result.exit_code == 0, f"{line}\n{result.output}"
        blanks.learn(result.stdout)
        bench.settle()


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_the_plan_that_is_approved_has_just_the_warnings_that_are_acknowledged(page: Path) -> None:
    shown = [words[1:] for words in commands_of(page) if words[:1] == ["plan"]]
    ((file, *_),) = [words[1:] for words in shown if words[0] == "propose"]
    ((_, *given),) = [words[1:] for words in shown if words[0] == "approve"]

    found = findings(read_plan_file(str(ROOT / file)).read)

    acknowledged = [given[at + 1] for at, word in enumerate(given) if word == "--acknowledge"]
    assert acknowledged == list(warnings_of(found)) != []
