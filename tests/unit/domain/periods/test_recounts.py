"""What a change of an order makes stale, and by which its sales are found."""

from datetime import datetime, timedelta

from shared.domain.orders.order import Order
from shared.domain.periods.recounts import RECOUNT, Recount, Stale, made_stale
from shared.domain.periods.sales import CountedSale, new_sales
from shared.domain.records import NOTHING
from shared.domain.rules.period_ref import PeriodRef
from shared.domain.times import FAR
from tests.unit.domain.orders.orders import commission, line, order, share

PAID = PeriodRef(rule="paid", cadence="quarter", counted="paid", reach=1)
RELEASED = PeriodRef(rule="released", cadence="month", reach=20)
PIECES = PeriodRef(rule="pieces", cadence="month", reach=0, lifetime=True)
MARCH = datetime.fromisoformat("2025-03-20T10:00:00+08:00")
APRIL = MARCH + timedelta(days=20)


def sold(**fields: object) -> Order:
    lines = (line(1), line(2, released_at=MARCH))
    paying = commission(share(2), payee="P", rule="pieces")
    return order(
        **{
            "lines": lines,
            "chain": ("A", "B", "C"),
            "paid_at": MARCH,
            "period_rules": (PAID, RELEASED, PIECES),
            "commissions": (paying,),
            **fields,
        }
    )


def refunded(before: Order, *lines: int) -> Order:
    new = (
        each.changed(refunded_fen=each.base_fen) if each.line in lines else each
        for each in before.lines
    )
    return before.changed(lines=tuple(new))


def stale(rule: str, period: str, *people: str, lifetime: bool = False) -> Stale:
    return Stale(rule=rule, period=period, lifetime=lifetime, people=people)


def test_a_refund_makes_stale_what_its_line_counted_for_everybody_concerned() -> None:
    before = sold()

    assert list(made_stale(before, refunded(before, 2))) == [
        stale("paid", "2025-Q1", "A"),
        stale("released", "2025-03", "A", "B", "C"),
        stale("pieces", "2025-03", "P", lifetime=True),
    ]
    assert list(made_stale(before, refunded(before, 1))) == [stale("paid", "2025-Q1", "A")]


def test_a_late_release_makes_its_month_stale() -> None:
    before = sold()
    lines = (line(1, released_at=APRIL), before.lines[1])

    found = list(made_stale(before, before.changed(lines=lines)))

    assert [(each.rule, each.period) for each in found] == [("released", "2025-04")]


def test_a_payment_makes_its_period_stale() -> None:
    before = sold(paid_at=None, lines=(line(1),))

    paid = before.changed(paid_at=MARCH)

    assert list(made_stale(before, paid)) == [stale("paid", "2025-Q1", "A")]


def test_what_counts_as_before_makes_nothing_stale() -> None:
    before = sold()

    assert list(made_stale(before, before.changed(status="closed"))) == []


def test_nobody_who_was_inactive_is_concerned() -> None:
    before = sold(inactive=("A", "B"))

    first, *_ = made_stale(before, refunded(before, 2))
    assert first == stale("released", "2025-03", "C")


def test_a_recount_gathers_what_is_stale_until_it_was_worked_off() -> None:
    one, two = stale("paid", "2025-Q1", "A"), stale("released", "2025-03", "A")

    first = Recount(order="O1").also((one,), APRIL)
    both = first.also((one, two), APRIL + timedelta(days=1))

    assert (first.awaiting, first.due_at, first.key) == (RECOUNT, APRIL, "O1")
    assert (both.stale, both.due_at) == ((one, two), APRIL + timedelta(days=1))
    later = both.left([two], APRIL + timedelta(days=9))
    assert (later.stale, later.awaiting, later.due_at) == (
        (two,),
        RECOUNT,
        APRIL + timedelta(days=9),
    )
    done = later.left([], FAR)
    assert (done.stale, done.awaiting) == ((), NOTHING)
    assert done.also((one,), APRIL).due_at == APRIL


def test_a_sale_is_pointed_to_once_a_month_and_person() -> None:
    before = sold(paid_at=None, lines=(line(1), line(2)))
    paid = before.changed(paid_at=MARCH)
    released = paid.changed(lines=(line(1, released_at=APRIL), line(2, released_at=APRIL)))
    again = released.changed(
        lines=(line(1, released_at=APRIL), line(2, released_at=APRIL - timedelta(1)))
    )

    def pointer(person: str, role: str, month: str) -> CountedSale:
        return CountedSale.model_validate(
            {"person": person, "role": role, "month": month, "order": "O1"}
        )

    assert new_sales(before, before) == []
    assert new_sales(before, paid) == [pointer("A", "own", "2025-03")]
    assert new_sales(paid, released) == [
        pointer("A", "own", "2025-04"),
        pointer("B", "direct", "2025-04"),
        pointer("C", "team", "2025-04"),
        pointer("P", "own", "2025-04"),
    ]
    assert new_sales(released, again) == []


def test_an_order_without_such_rules_points_to_nobody() -> None:
    before = sold(period_rules=(), paid_at=None)

    assert new_sales(before, before.changed(paid_at=MARCH)) == []
    assert list(made_stale(before, refunded(before, 1, 2))) == []


def test_what_counts_nothing_before_and_after_makes_nothing_stale() -> None:
    before = refunded(sold(), 1, 2)

    assert list(made_stale(before, before)) == []
