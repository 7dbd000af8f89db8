import pytest

from shared.domain.errors import OutOfStep, Refused
from shared.domain.ledger.balances import (
    Balance,
    claw_back,
    close_hold,
    credit,
    give_back,
    new_balance,
    pay_out,
    receive,
    reserve,
)
from shared.domain.ledger.journal import About, Posting
from tests.refusals import said

Way = tuple[str, str, int]


def _ways(postings: list[Posting]) -> list[Way]:
    return [(p.from_account, p.to_account, p.amount_fen) for p in postings]


@pytest.mark.parametrize(
    ("debt", "left", "available", "ways"),
    [
        (0, 0, 10, [("A:pending", "A:available", 10)]),
        (4, 0, 6, [("A:pending", "A:available", 10), ("A:available", "A:debt", 4)]),
        (15, 5, 0, [("A:pending", "A:available", 10), ("A:available", "A:debt", 10)]),
    ],
)
def test_what_comes_in_repays_debt_first(
    debt: int, left: int, available: int, ways: list[Way]
) -> None:
    balance, postings = credit(Balance(payee="A", debt=debt), "A:pending", 10)

    assert (balance.debt, balance.available) == (left, available)
    assert _ways(postings) == ways


def test_a_clawback_takes_what_is_available_and_makes_debt_of_the_rest() -> None:
    balance, postings = claw_back(Balance(payee="A", available=4, reserved=9), 10)

    assert (balance.available, balance.reserved, balance.debt) == (0, 9, 6)
    assert _ways(postings) == [
        ("A:available", "brand:commission", 4),
        ("A:debt", "brand:commission", 6),
    ]


@pytest.mark.parametrize(
    ("standing", "code"), [("suspended", "payee_not_active"), ("active", "insufficient_available")]
)
def test_the_state_is_asked_before_the_money(standing: str, code: str) -> None:
    balance = Balance.model_validate({"payee": "A", "available": 9, "standing": standing})

    with pytest.raises(Refused) as refused:
        reserve(balance, 10)

    assert refused.value.code == code


def test_reserved_money_is_paid_or_comes_back_debt_first() -> None:
    reserved, _ = reserve(Balance(payee="A", available=10), 10)
    paid, _ = pay_out(reserved, 10)
    back, postings = give_back(reserved.changed(debt=3), 10)

    assert (paid.reserved, paid.paid) == (0, 10)
    assert (back.reserved, back.available, back.debt) == (0, 7, 0)
    assert _ways(postings) == [("A:reserved", "A:available", 10), ("A:available", "A:debt", 3)]


def test_who_is_active_receives_what_he_can_dispose_of() -> None:
    balance, postings, hold = receive(Balance(payee="A", debt=4, hold=3), "A:pending", 10)

    assert (balance.held, balance.available, balance.debt, hold) == (0, 6, 0, 0)
    assert _ways(postings) == [("A:pending", "A:available", 10), ("A:available", "A:debt", 4)]


@pytest.mark.parametrize("standing", ["suspended", "removed", "applied"])
def test_who_is_not_active_receives_into_his_hold(standing: str) -> None:
    balance = Balance.model_validate({"payee": "A", "standing": standing, "debt": 4, "hold": 3})

    balance, postings, hold = receive(balance, "A:pending", 10)

    assert hold == 3
    assert (balance.held, balance.available, balance.debt) == (10, 0, 4)
    assert _ways(postings) == [("A:pending", "A:held", 10)]


def test_a_released_hold_repays_debt_first_and_the_next_one_begins() -> None:
    balance, _ = close_hold(Balance(payee="A", held=10, debt=4, hold=2), "released")

    assert (balance.held, balance.available, balance.debt) == (0, 6, 0)
    assert (balance.hold, balance.closed_holds) == (3, {2: "released"})


def test_a_forfeited_hold_repays_nothing() -> None:
    balance, postings = close_hold(Balance(payee="A", held=10, debt=4), "forfeited")

    assert (balance.held, balance.forfeited, balance.debt) == (0, 10, 4)
    assert _ways(postings) == [("A:held", "A:forfeited", 10)]


def test_no_move_may_take_what_is_not_there() -> None:
    with pytest.raises(OutOfStep, match="below zero"):
        pay_out(Balance(payee="A", reserved=9), 10)


def test_nothing_is_posted_for_nothing() -> None:
    assert credit(Balance(payee="A"), "A:pending", 0)[1] == []


def test_a_purse_begins_empty_in_its_own_form() -> None:
    assert new_balance("A") == Balance(payee="A", form="cash")
    assert new_balance("A/points") == Balance(payee="A", form="points")
    assert new_balance("A/points").key == "A/points"


def test_what_is_held_is_posted_for_its_line_and_rule() -> None:
    suspended = Balance(payee="A", standing="suspended")

    _, (posting,), _ = receive(suspended, "A:pending", 10, About(2, "relation"))

    assert (posting.line, posting.rule) == (2, "relation")


@pytest.mark.parametrize(
    ("standing", "told"),
    [
        ("suspended", "A is suspended; only an active payee can be paid. Reinstate him first."),
        ("active", "Only 0.09 is available; ask for at most that."),
    ],
)
def test_who_cannot_be_paid_is_told_why_and_how_much_he_may_ask_for(
    standing: str, told: str
) -> None:
    balance = Balance.model_validate({"payee": "A", "available": 9, "standing": standing})

    with pytest.raises(Refused) as refused:
        reserve(balance, 10)

    assert said(refused.value) == told
