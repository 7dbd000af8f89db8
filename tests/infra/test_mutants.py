"""The report of a mutation run: survivors by function, and no score where not all were tried."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from infra import mutants
from infra.mutants import Mutant, report

ROOT = Path(__file__).parents[2]


def fates(*each: str) -> list[Mutant]:
    return [
        Mutant(f"shared.domain.money.x_spread__mutmut_{n}", fate) for n, fate in enumerate(each)
    ]


def test_survivors_are_counted_by_function(capsys: pytest.CaptureFixture[str]) -> None:
    code = report(fates(*["killed"] * 17, "timeout", "survived", "survived"))

    assert code == 0
    assert capsys.readouterr().out.splitlines() == [
        "   2 shared.domain.money.x_spread",
        "18 of 20 mutants killed, 2 survive",
    ]


@pytest.mark.parametrize("fate", ["survived", "no tests", "suspicious", "segfault"])
def test_less_than_ninety_percent_is_a_failure(fate: str) -> None:
    assert report(fates(*["killed"] * 8, "killed", fate)) == 0
    assert report(fates(*["killed"] * 7, "killed", fate)) == 1


def test_a_run_that_found_nothing_is_a_failure() -> None:
    assert report([]) == 1


@pytest.mark.parametrize("fate", ["not checked", "skipped"])
def test_a_mutant_that_was_not_tried_is_a_failure(
    fate: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(fates(*["killed"] * 99, fate)) == 1
    assert "1 were not tried" in capsys.readouterr().out


def test_a_run_that_failed_says_so_and_reports_no_older_results(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "mutmut"
    broken.write_text(
        "#!/bin/sh\ntest $1 = results && echo 'x__mutmut_1: killed' && exit 0\nexit 3\n"
    )
    broken.chmod(0o755)
    monkeypatch.setattr(mutants, "MUTMUT", str(broken))

    assert mutants.main() == 1
    assert capsys.readouterr().out.startswith("mutmut run failed with 3")


def test_no_two_of_the_test_files_that_mutmut_runs_have_one_name() -> None:
    """It imports them by their names alone; of two that share one, it can run neither."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    chosen = [ROOT / each for each in settings["pytest_add_cli_args_test_selection"]]
    files = [file for each in chosen for file in (each.rglob("*.py") if each.is_dir() else [each])]

    names = Counter(file.name for file in files)

    assert len(files) > len(chosen)
    assert [name for name, count in names.items() if count > 1] == []
