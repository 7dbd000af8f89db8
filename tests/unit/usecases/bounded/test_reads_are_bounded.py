"""No use case reads more, however much there is: none reads a list that never ends to its end."""

import pytest

from shared.domain.network.people import ProfileChange
from shared.ports import Store
from shared.usecases.lists import all_of
from tests.unit.usecases.bounded import (
    arrivals_walk,
    money_walk,
    orders_walk,
    people_walk,
    rules_walk,
    told_walk,
)
from tests.unit.usecases.bounded.walker import Walk, use_cases


@pytest.fixture(scope="module")
def walk() -> Walk:
    walk = Walk()
    rules_walk.begin(walk)
    people_walk.begin(walk)
    orders_walk.go_through(walk)
    people_walk.go_through(walk)
    orders_walk.let_pass(walk, money_walk.LAST_OF_MARCH)
    money_walk.go_through(walk)
    told_walk.go_through(walk)
    orders_walk.read(walk)
    rules_walk.read(walk)
    arrivals_walk.go_through(walk)
    return walk


def test_no_use_case_reads_without_a_bound(walk: Walk) -> None:
    assert walk.unbounded == []


def test_every_list_that_was_asked_for_had_something_in_it(walk: Walk) -> None:
    assert walk.store.asked_for - walk.store.filled == set()


def test_who_reads_a_list_to_its_end_is_found(walk: Walk) -> None:
    others = Walk()
    rules_walk.begin(others)
    people_walk.begin(others)

    assert len(others.ask(_all_changes, "A")) == 1
    assert others.unbounded == [f"{__name__}._all_changes"]


def _all_changes(store: Store, whose: str) -> list[ProfileChange]:
    return all_of(store, ProfileChange, whose)


def test_every_use_case_was_walked(walk: Walk) -> None:
    """One that is new stands in one of the walks."""
    assert [name for name, code in use_cases().items() if code not in walk.walked] == []
