"""The report of a mutation run: the score counts what was tried, survivors stand by function."""

import pytest

from infra.mutants import Mutant, report


def fates(*each: str) -> list[Mutant]:
    return [
        Mutant(f"shared.domain.money.x_spread__mutmut_{n}", fate) for n, fate in enumerate(each)
    ]


def test_survivors_are_counted_by_function(capsys: pytest.CaptureFixture[str]) -> None:
    code = report(fates(*["killed"] * 17, "timeout", "survived", "survived", "not checked"))

    assert code == 0
    assert capsys.readouterr().out.splitlines() == [
        "   2 shared.domain.money.x_spread",
        "18 of 20 mutants killed, 2 survive",
    ]


@pytest.mark.parametrize("fate", ["survived", "no tests", "suspicious", "segfault"])
def test_less_than_ninety_percent_is_a_failure(fate: str) -> None:
    assert report(fates(*["killed"] * 8, "killed", fate)) == 0
    assert report(fates(*["killed"] * 7, "killed", fate)) == 1


def test_a_run_that_tried_nothing_is_a_failure() -> None:
    assert report(fates("not checked")) == 1
