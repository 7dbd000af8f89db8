from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.comparing.comparison import Pair
from shared.domain.comparing.effects import Effect, distribution, effects_of

CHANGES = st.lists(st.integers(-3_000_000, 3_000_000), max_size=50)


def test_people_are_told_apart_by_what_changes_for_them() -> None:
    pays = {
        "same": Pair(5, 5),
        "b": Pair(0, 7),
        "a": Pair(1, 8),
        "less": Pair(9, 2),
        "out": Pair(8),
    }

    found = effects_of(pays, 2)

    assert (found.gain, found.lose, found.same) == (2, 2, 1)
    assert found.most_gained == (Effect("a", Pair(1, 8)), Effect("b", Pair(0, 7)))
    assert found.most_lost == (Effect("out", Pair(8, 0)), Effect("less", Pair(9, 2)))
    assert [each.payee for each in effects_of(pays, 1).most_lost] == ["out"]
    assert effects_of(pays, 0).most_gained == ()


def test_nobody_at_all() -> None:
    found = effects_of({}, 10)

    assert (found.gain, found.lose, found.same) == (0, 0, 0)
    assert sum(each.people for each in found.classes) == 0


def test_classes_are_powers_of_ten_yuan_on_both_sides_of_none() -> None:
    by_bounds = {(each.low, each.high): each for each in distribution([-100, -1, 0, 1, 100, 101])}

    assert (by_bounds[-100, 0].people, by_bounds[-100, 0].change_fen) == (2, -101)
    assert by_bounds[0, 1].people == 1
    assert (by_bounds[1, 101].people, by_bounds[1, 101].change_fen) == (2, 101)
    assert by_bounds[101, 1001].people == 1


@given(CHANGES)
def test_every_change_lies_in_one_class(changes: list[int]) -> None:
    classes = distribution(changes)

    assert sum(each.people for each in classes) == len(changes)
    assert sum(each.change_fen for each in classes) == sum(changes)
    assert all(below.high == above.low for below, above in pairwise(classes))
    assert (classes[0].low, classes[-1].high) == (None, None)


@given(CHANGES)
def test_the_classes_of_gains_mirror_those_of_losses(changes: list[int]) -> None:
    turned = distribution(-change for change in changes)

    people = [each.people for each in distribution(changes)]

    assert people == [each.people for each in reversed(turned)]
