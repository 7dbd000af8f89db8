"""Who is told what: the back office all, a storefront no commission, a payee his own."""

import pytest

from shared.domain.events.events import Event, life_of, told_to
from shared.domain.events.readers import BACK_OFFICE, Reader
from shared.domain.ledger.journal import Chain, JournalEntry, Posting, append
from shared.domain.moments import HeadRecord, Occasion
from shared.domain.orders.order import Order
from shared.domain.orders.refund_record import Refund
from shared.domain.payouts.payouts import new_payout
from tests.unit.domain.orders.orders import NOW, commission, later, order, share

SHOP, OTHER_SHOP = Reader("storefront", "shop"), Reader("storefront", "other")
A, B, C = (Reader("payee", payee) for payee in ("A", "B", "C"))
FINANCE = Occasion(NOW, "COMMAND", "fin")


def promised() -> Order:
    """An order that finance confirmed the payment of: 10 for A, 5 for B, nothing for C."""
    commissions = [
        commission(share(), payee="A"),
        commission(share(), payee="B", depth=2),
        commission(share(), payee="C", depth=3, out=True),
    ]
    paid = FINANCE.moment("paid", later(hours=-1), amount_fen=100, facts={"transaction": "T1"})
    moved = FINANCE.moment("commission_promised", amount_fen=15, entry=1, facts={"to": "A, B"})
    return order(commissions=commissions).telling(paid, moved)


def journal() -> JournalEntry:
    postings = [
        Posting(from_account="brand:commission", to_account=f"{payee}:pending", amount_fen=fen)
        for payee, fen in (("A", 10), ("B", 4), ("B:points", 1))
    ]
    about = {"subject": "ORDER#O1", "at": NOW, "recorded_at": NOW, "cause": "order_paid"}
    return append(Chain(), **about, command="COMMAND", postings=postings)[1]


def told(reader: Reader, record: HeadRecord) -> list[Event]:
    events = [
        told_to(reader, record, number + 1, journal()) for number in range(len(record.moments))
    ]
    return [event for event in events if event is not None]


def test_the_back_office_is_told_everything() -> None:
    first, second = told(BACK_OFFICE, promised())

    assert (first.id, second.id) == ("order/O1.1", "order/O1.2")
    assert (first.at, first.recorded_at, first.by) == (later(hours=-1), NOW, "fin")
    assert (first.amount_fen, first.facts) == (100, {"transaction": "T1"})
    assert (second.code, second.amount_fen) == ("commission_promised", 15)


def test_a_storefront_is_told_of_its_orders_without_who_is_paid_what() -> None:
    first, second = told(SHOP, promised())

    assert (first.code, first.amount_fen, first.by) == ("paid", 100, None)
    assert (second.code, second.amount_fen, second.facts) == ("commission_promised", None, {})


def test_a_storefront_is_told_that_it_did_something_itself() -> None:
    shipped = order().telling(Occasion(NOW, "COMMAND", "shop").moment("shipped"))

    assert [event.by for event in told(SHOP, shipped)] == ["shop"]
    assert told(OTHER_SHOP, shipped) == []


def test_a_storefront_is_told_of_refunds_of_its_orders() -> None:
    refund = Refund(
        id="R", order="O1", storefront="shop", amount_fen=7, paid_fen=100, decided_at=NOW
    ).telling(Occasion(NOW, "channel").moment("refund_paid", amount_fen=7))

    assert [(event.id, event.amount_fen) for event in told(SHOP, refund)] == [("refund/O1/R.1", 7)]
    assert told(OTHER_SHOP, refund) == told(A, refund) == []


@pytest.mark.parametrize(("payee", "fen"), [(A, 10), (B, 5)])
def test_a_payee_is_told_what_moved_for_him_alone(payee: Reader, fen: int) -> None:
    [event] = told(payee, promised())

    assert (event.id, event.code) == ("order/O1.2", "commission_promised")
    assert (event.amount_fen, event.facts, event.by) == (fen, {"to": "pending"}, None)


def test_a_payee_is_told_no_one_state_where_his_money_came_to_two() -> None:
    postings = [
        Posting(from_account="A:pending", to_account=f"A:{state}", amount_fen=fen)
        for state, fen in (("available", 7), ("held", 3))
    ]
    about = {"subject": "ORDER#O1", "at": NOW, "recorded_at": NOW, "cause": "released"}
    moved = append(Chain(), **about, command="COMMAND", postings=postings)[1]
    event = told_to(A, promised(), 2, moved)

    assert event is not None
    assert (event.amount_fen, event.facts) == (10, {})


def test_whoever_gets_nothing_is_told_nothing() -> None:
    assert told(C, promised()) == []
    assert list(life_of(promised(), A)) == []


def test_a_payee_is_told_all_of_his_own_payout_but_who_approved_it() -> None:
    payout = new_payout("P1", "A", [500], NOW).telling(
        FINANCE.moment("payout_approved", amount_fen=500),
        FINANCE.moment("payout_failed", amount_fen=500, facts={"reason": "NAME_MISMATCH"}),
    )

    approved, failed = told(A, payout)

    assert (approved.id, approved.amount_fen, approved.by) == ("payout/P1.1", 500, None)
    assert failed.facts == {"reason": "NAME_MISMATCH"}
    assert told(B, payout) == told(SHOP, payout) == []


@pytest.mark.parametrize("storefront", ["shop", "a/b", "a#b", "a b", "%2F", "分润"])
def test_the_name_of_what_a_reader_reads_divides_no_key_and_is_nobody_elses(
    storefront: str,
) -> None:
    name = Reader("storefront", storefront).feed

    assert not set("/#\n ") & set(name)
    assert name != Reader("payee", storefront).feed
