"""Many releases for one payee at once, in threads, on a table whose transactions conflict."""

import os

import pytest

from infra.storm.__main__ import LIMIT
from infra.storm.play import play
from infra.storm.played import Played, Storm

RELEASES = int(os.environ.get("FENRUN_RELEASES", "400"))


@pytest.fixture(scope="module")
def played() -> Played:
    return play(Storm(RELEASES, workers=16, flight_seconds=0.02, read_seconds=0.002))


def test_none_is_lost_and_none_comes_twice(played: Played) -> None:
    assert played.released == RELEASES
    assert played.available_fen == played.promised_fen == 10_00 * RELEASES
    assert played.sum_fen == 0
    assert played.faults == []
    assert played.in_the_end == 0


def test_hardly_anything_is_tried_in_vain(played: Played) -> None:
    assert 0 < played.refused_units_each <= LIMIT
    assert played.given_up == 0


def test_without_notes_most_is_tried_in_vain() -> None:
    before = play(Storm(100, workers=16, flight_seconds=0.01, read_seconds=0.001, notes=False))
    assert before.is_exact
    assert before.refused_units_each > 2 * LIMIT
