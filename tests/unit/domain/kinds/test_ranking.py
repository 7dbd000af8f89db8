"""Who wins what, how ties share, and from which measure on a prize is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.commission.prizes import Prize, Ranked
from shared.domain.kinds import ranking as ranking_of
from shared.domain.kinds.ranking import RankingRule
from tests.unit.domain.periods.period_rules import ranking, rule


def contest(*amounts: str, **fields: object) -> RankingRule:
    found = rule(ranking(*amounts, **fields))
    assert isinstance(found, RankingRule)
    return found


def people(**reached: int) -> list[Ranked]:
    return [Ranked(payee=payee, reached=fen) for payee, fen in reached.items()]


def won(found: RankingRule, **reached: int) -> dict[str, Prize]:
    return found.prizes(found.best(people(**reached)))


def test_places_go_by_what_was_reached() -> None:
    assert won(contest(), A=100, B=300, C=200, D=50) == {
        "B": Prize(place=1, amount_fen=900, above=200),
        "C": Prize(place=2, amount_fen=600, above=100),
        "A": Prize(place=3, amount_fen=300, above=50),
    }


def test_who_has_nobody_behind_him_must_only_stay_ranked() -> None:
    found = won(contest(at_least="1.00"), A=100, B=300, C=99)

    assert {payee: prize.above for payee, prize in found.items()} == {"A": 99, "B": 100}


def test_those_who_share_places_share_their_prizes_by_largest_remainder() -> None:
    found = won(contest("9.00", "6.00", "3.01"), A=300, B=200, C=200, D=100)

    assert found["A"] == Prize(place=1, amount_fen=900, above=200)
    assert found["B"] == Prize(place=2, amount_fen=451, above=100)
    assert found["C"] == Prize(place=2, amount_fen=450, above=100)
    assert "D" not in found


def test_a_tie_at_the_last_place_shares_what_is_left() -> None:
    found = won(contest("9.00", "6.00"), A=300, B=200, C=200, D=200, E=100)

    assert {payee: prize.amount_fen for payee, prize in found.items()} == {
        "A": 900,
        "B": 200,
        "C": 200,
        "D": 200,
    }
    assert {prize.above for payee, prize in found.items() if payee != "A"} == {100}


def test_of_equal_prizes_none_is_lost_to_the_other() -> None:
    found = won(contest("5.00", "5.00", "1.00"), A=300, B=200, C=100)

    assert {payee: prize.above for payee, prize in found.items()} == {"A": 100, "B": 100, "C": 0}


def test_those_who_share_a_larger_pool_may_get_less_each() -> None:
    found = won(contest("5.00", "5.00", "4.00"), A=300, B=200, C=200, D=100)

    assert (found["B"].amount_fen, found["C"].amount_fen) == (450, 450)
    assert found["A"].above == 200


def test_a_prize_of_nothing_wins_nothing() -> None:
    assert list(won(contest("0.01", "0.00"), A=300, B=300, C=100)) == ["A"]


def test_nobody_ranked_wins_nothing() -> None:
    assert won(contest(), A=0) == {}
    assert won(contest()) == {}


def test_the_best_are_kept_with_those_who_share_the_last_place_and_one_behind() -> None:
    kept = contest("9.00", "6.00").best(people(A=300, B=200, C=200, D=100, E=50))

    assert [each.payee for each in kept] == ["A", "B", "C", "D"]


def test_a_place_that_too_many_share_wins_nobody_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking_of, "MAX_RANKED", 3)
    found = contest("9.00", "6.00")

    assert list(won(found, A=300, B=200, C=200)) == ["A", "B", "C"]
    crowded = won(found, A=300, B=200, C=200, D=200, E=200, F=200)
    assert crowded == {"A": Prize(place=1, amount_fen=900, above=200)}


_reached = st.dictionaries(
    st.text("ABCDEF", min_size=1, max_size=2), st.integers(0, 6), max_size=12
)


@given(_reached, st.integers(1, 5))
def test_it_does_not_matter_in_which_pages_people_are_looked_at(
    reached: dict[str, int], size: int
) -> None:
    found = contest()
    everybody = people(**reached)
    kept: tuple[Ranked, ...] = ()
    for first in range(0, len(everybody), size):
        kept = found.best([*kept, *everybody[first : first + size]])

    assert kept == found.best(everybody)
    assert sum(each.amount_fen for each in found.prizes(kept).values()) <= 1800


@given(_reached)
def test_who_reached_more_never_wins_less(reached: dict[str, int]) -> None:
    found = won(contest(), **reached)
    fen = [
        found[p].amount_fen if p in found else 0 for p in sorted(reached, key=reached.__getitem__)
    ]
    by_reached = sorted(reached.values())

    for n in range(len(fen) - 1):
        if by_reached[n] < by_reached[n + 1]:
            assert fen[n] <= fen[n + 1]


def test_of_a_shared_prize_it_is_what_each_got_that_others_got_less_than() -> None:
    found = won(contest("5.00", "5.00", "5.00", "1.00"), A=300, B=300, C=200, D=100)

    assert {payee: prize.above for payee, prize in found.items()} == {
        "A": 100,
        "B": 100,
        "C": 100,
        "D": 0,
    }


def test_only_the_place_that_too_many_share_wins_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking_of, "MAX_RANKED", 3)

    crowd = dict.fromkeys("CDEFGH", 200)
    found = won(contest("9.00", "6.00", "3.00"), A=300, B=250, **crowd)

    assert {payee: prize.amount_fen for payee, prize in found.items()} == {"A": 900, "B": 600}


def test_a_place_that_one_too_many_shares_wins_nothing_before_one_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ranking_of, "MAX_RANKED", 3)

    assert won(contest("9.00", "6.00"), **dict.fromkeys("ABCD", 200), E=100) == {}


def test_no_more_are_kept_than_show_that_a_place_is_crowded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ranking_of, "MAX_RANKED", 3)

    assert len(contest().best(people(**dict.fromkeys("ABCDEFGHI", 200)))) == 5
