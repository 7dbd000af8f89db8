"""kill -9 at any step of a return and of a settlement loses nothing and does nothing twice."""

from pathlib import Path

import pytest

from tests.end_to_end.kills import Undisturbed
from tests.end_to_end.story import SECOND_ORDER, SETTLEMENT, Step

pytestmark = pytest.mark.end_to_end


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return Undisturbed(tmp_path_factory.mktemp("undisturbed"))


@pytest.mark.parametrize("step", SECOND_ORDER + SETTLEMENT, ids=lambda step: step.name)
def test_the_books_close_the_same(undisturbed: Undisturbed, tmp_path: Path, step: Step) -> None:
    assert undisturbed.killed_at(step, tmp_path) == undisturbed.closing
