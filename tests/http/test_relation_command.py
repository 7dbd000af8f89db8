"""`fenrun relation` against a running product: the chain of any day, and how it came about."""

import json
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fenrun.main import main
from fenrun.terminal.running import Running
from tests.http.api_bench import Api

WHY = {"reason": "moved to another town"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def api(data: Path) -> Iterator[Api]:
    """A stood under B and was moved under C, who stands under D, two days later."""
    with Api.running(data) as api:
        base_url = api.stack.url
        running = Running(base_url=base_url, stand_in_url=base_url, pid=os.getpid())
        for person, upline in (("D", None), ("C", "D")):
            new = {"distributor": person, "upline": upline}
            api.ask("ops", "POST", "/v1/distributors", new)
        api.laptop.cloud.advance(timedelta(days=2))
        path = "/v1/distributors/A/transfer-proposals"
        proposal = api.ask("ops", "POST", path, {"to": "C", "reason": "he asked"})["proposal_id"]
        api.decide(proposal, **WHY)
        api.ask("ops", "POST", "/v1/distributors/C/suspension", WHY)
        with running.told_in(data):
            yield api


def relation(api: Api, data: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["relation", *words, "--data", str(data)])


def rows(result: Result) -> list[list[str]]:
    return [line.split() for line in result.stdout.splitlines()]


def test_the_chain_hangs_from_the_brand(api: Api, data: Path) -> None:
    result = relation(api, data, "A")
    assert result.exit_code == 0
    drawn = [line.lstrip("│└─ ").split("  ")[:3] for line in result.stdout.splitlines()[1:4]]
    assert drawn == [
        ["D", "silver", "正常 active"],
        ["C", "silver", "暂停 suspended"],
        ["A", "silver", "正常 active"],
    ]
    indents = [len(line) - len(line.lstrip("│└─ ")) for line in result.stdout.splitlines()[1:4]]
    assert indents == sorted(set(indents))


def test_the_history_says_who_moved_him_and_why(api: Api, data: Path) -> None:
    last, before = rows(relation(api, data, "A"))[:-3:-1]
    assert [before[0], *before[3:]] == ["1", "B", "ops", "joined"]
    assert [last[0], *last[3:]] == ["2", "C", "fin", "moved", "to", "another", "town"]


@pytest.mark.parametrize(
    ("at", "chain"),
    [
        ("2025-04-02", ["A", "B"]),
        ("2025-04-04T09:59:59", ["A", "B"]),
        ("2025-04-04T10:00:00+08:00", ["A", "C", "D"]),
        ("2025-04-04", ["A", "C", "D"]),
    ],
)
def test_any_day_can_be_asked_for(api: Api, data: Path, at: str, chain: list[str]) -> None:
    result = relation(api, data, "A", "--at", at, "--json")
    answer = json.loads(result.stdout)
    assert [link["distributor"] for link in answer["chain"]] == chain
    assert [change["upline"] for change in answer["relations"]] == ["B", "C"]


def test_what_is_no_day_is_a_usage_error(api: Api, data: Path) -> None:
    result = relation(api, data, "A", "--at", "yesterday")
    assert result.exit_code == 2
    assert "is no day" in result.stderr


@pytest.mark.parametrize("words", [("Z",), ("A", "--at", "2024-12-31"), ("a b",)])
def test_who_was_not_there_is_a_problem(api: Api, data: Path, words: tuple[str, ...]) -> None:
    result = relation(api, data, *words)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "404" in result.stderr
