from datetime import timedelta

from shared.domain.moments import Occasion
from tests.unit.domain.orders.orders import NOW, later, order

NOW_SHIPPING = Occasion(NOW, "C1", "shop")


def test_a_moment_says_when_it_was_written_down_only_where_that_was_later() -> None:
    at_once, late = NOW_SHIPPING.moment("shipped"), NOW_SHIPPING.moment("paid", later(hours=-1))

    assert (at_once.at, at_once.recorded_at, at_once.known_at) == (NOW, None, NOW)
    assert (late.at, late.recorded_at) == (NOW - timedelta(hours=1), NOW)
    assert (late.cause, late.by) == ("C1", "shop")


def test_a_record_goes_on_telling_behind_what_it_has_told() -> None:
    first, second = NOW_SHIPPING.moment("shipped"), NOW_SHIPPING.moment("delivered")

    told = order().telling(first).telling(second)

    assert told.moments == (first, second)
    assert told.about == "order/O1"


def test_notices_are_the_moments_that_people_must_be_told() -> None:
    told = order().telling(NOW_SHIPPING.moment("shipped"), NOW_SHIPPING.moment("AUTO_RECEIPT"))

    assert [notice.code for notice in told.notices] == ["AUTO_RECEIPT"]
