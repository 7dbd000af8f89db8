"""A number at the channel is bound to its terms; the channel is asked while somebody may pay."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.channel.payment_terms import PaymentTerms
from shared.domain.orders.payment_codes import (
    LOOK_EVERY,
    MAX_CODES,
    MAX_OPEN,
    PaymentCode,
    asked,
    close,
    next_look,
    numbers,
    order_of,
    outdated,
    payable,
    spend,
)
from tests.payments import NATIVE
from tests.refusals import told

ORDER = "ORDER2ORDER2ORDER2ORDER2OR"
T0 = datetime(2025, 3, 1, 2, tzinfo=UTC)
JSAPI = PaymentTerms(kind="jsapi", openid="o1")
MINUTE = timedelta(minutes=1)


def codes(*ways: PaymentTerms, at: datetime = T0) -> tuple[PaymentCode, ...]:
    found: tuple[PaymentCode, ...] = ()
    for way in ways:
        found = asked(found, ORDER, way, at)
    return found


def test_the_same_terms_again_are_the_same_code_and_others_have_a_number_of_their_own() -> None:
    assert [code.number for code in codes(NATIVE, NATIVE)] == [ORDER]
    found = codes(NATIVE, JSAPI, JSAPI.changed(openid="o2"), NATIVE)
    assert [code.number for code in found] == [ORDER, f"{ORDER}-1", f"{ORDER}-2", f"{ORDER}-3"]
    assert {order_of(code.number) for code in found} == {ORDER}
    assert len(f"{ORDER}-{MAX_CODES - 1}") <= 32


@pytest.mark.parametrize("number", ["POS-2025", "ORDER_A", f"{ORDER}-{MAX_CODES}", f"{ORDER}-x"])
def test_a_number_that_we_never_gave_is_its_own(number: str) -> None:
    assert order_of(number) == number


def test_a_code_says_nothing_of_who_pays() -> None:
    assert "o1" not in codes(JSAPI)[0].model_dump_json()


def test_a_spent_code_is_never_handed_out_again() -> None:
    found = spend(codes(NATIVE), ORDER)
    assert numbers(found, ORDER) == ()
    assert payable(found, T0) == []
    assert [code.number for code in asked(found, ORDER, NATIVE, T0)] == [f"{ORDER}-1"]


def test_an_order_of_which_no_code_was_noted_may_be_paid_under_its_own_id() -> None:
    assert numbers((), ORDER) == (ORDER,)


def test_one_open_code_too_many_is_refused() -> None:
    ways = [JSAPI.changed(openid=f"o{number}") for number in range(MAX_OPEN)]
    with told("place a new one"):
        asked(codes(*ways), ORDER, NATIVE, T0)


def test_what_was_closed_is_forgotten_and_its_number_never_given_again() -> None:
    found: tuple[PaymentCode, ...] = ()
    for number in range(2 * MAX_OPEN):
        found = asked(found, ORDER, JSAPI.changed(openid=f"o{number}"), T0)
        assert len(found) == 1
        found = close(found, numbers(found, ORDER))
    assert [code.number for code in found] == [f"{ORDER}-{2 * MAX_OPEN - 1}"]


def test_the_last_number_that_the_channel_takes_is_the_last() -> None:
    [code] = codes(NATIVE)
    last = code.changed(number=f"{ORDER}-{MAX_CODES - 1}", closed=True)
    assert order_of(last.number) == ORDER
    with told("place a new one"):
        asked([last], ORDER, NATIVE, T0)


def test_what_is_open_is_outdated_unless_it_is_the_last_and_for_these_terms() -> None:
    found = codes(NATIVE, JSAPI, NATIVE)
    assert outdated(found, NATIVE) == [ORDER, f"{ORDER}-1"]
    assert outdated(found, JSAPI) == [code.number for code in found]
    assert outdated(close(found, [ORDER]), NATIVE) == [f"{ORDER}-1"]
    assert outdated((), NATIVE) == []


@pytest.mark.parametrize(
    ("later", "asked_at"), [(9.99, T0), (10, T0 + 10 * MINUTE)], ids=["soon", "later"]
)
def test_a_code_asked_for_again_is_noted_anew_after_a_while(
    later: float, asked_at: datetime
) -> None:
    [code] = asked(codes(NATIVE), ORDER, NATIVE, T0 + later * MINUTE)
    assert code.asked_at == asked_at


def test_the_channel_is_asked_every_four_minutes_and_at_the_expiry_the_latest() -> None:
    found, expires = codes(NATIVE), T0 + 30 * MINUTE
    assert LOOK_EVERY == 4 * MINUTE
    assert next_look(found, T0, expires) == T0 + 4 * MINUTE
    assert next_look(found, T0 + 28 * MINUTE, expires) == expires


def test_nobody_is_asked_about_who_has_nothing_to_pay_with() -> None:
    expires = T0 + timedelta(hours=72)
    assert next_look((), None, expires) == expires
    assert next_look(spend(codes(NATIVE), ORDER), T0, expires) == expires
    # Two hours, and ten minutes in which a code is not noted anew.
    assert next_look(codes(NATIVE), T0 + 130 * MINUTE, expires) == T0 + 134 * MINUTE
    assert next_look(codes(NATIVE), T0 + 131 * MINUTE, expires) == expires
