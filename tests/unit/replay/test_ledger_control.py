from datetime import UTC, datetime

import pytest

from infra.local.ledger_control import Books, close_books, read_books
from shared.adapters.dynamodb.items import write_item
from shared.domain.awards.manual_awards import AwardStep, ManualAward, NewAward
from shared.domain.decisions import Decision
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import Chain, Posting, append
from shared.domain.network.bindings import Binding
from shared.domain.orders.commissions import Commission, Share
from shared.domain.orders.lines import Line
from shared.domain.orders.order import Order
from shared.domain.periods.awards import PeriodAward

NOW = datetime(2025, 3, 1, tzinfo=UTC)


def commission(*shares, **fields):
    return Commission(payee="A", depth=1, level="silver", relation=1, shares=shares, **fields)


def entry(chain, cause, source, target, fen):
    posting = Posting(from_account=source, to_account=target, amount_fen=fen)
    return append(
        chain,
        subject="ORDER#o1",
        at=NOW,
        recorded_at=NOW,
        cause=cause,
        command="c",
        postings=(posting,),
    )


@pytest.fixture
def books():
    """10.00 promised, 6.00 of it released to A, 2.00 of that taken back."""
    chain, promised = entry(Chain(), "order_paid", "brand:commission", "A:pending", 1000)
    chain, released = entry(chain, "released", "A:pending", "A:available", 600)
    chain, taken = entry(chain, "refunded", "A:available", "brand:commission", 200)
    share = Share(line=1, weight=10_000_000, rate_bp=1000, on_fen=10000, pending=400, released=400)
    order = Order(
        id="o1",
        storefront="shop",
        buyer="buyer",
        status="delivered",
        lines=(Line(line=1, sku="s", qty=1, price_fen=10000, base_fen=10000),),
        commissions=(commission(share),),
        plan="p@1",
        created_at=NOW,
        expires_at=NOW,
        journal=chain,
    )
    return Books([promised, released, taken], [order], [Balance(payee="A", available=400)])


def faults(books):
    closed = close_books(books)
    return {name: closed[name] for name in ("broken_chains", "lost_entries", "wrong_balances")}


def test_books_in_order_sum_to_zero_by_kind_of_account(books):
    closed = close_books(books)

    assert closed["sum_fen"] == 0
    assert closed["entries"] == 3
    assert closed["accounts"] == {"available": 400, "brand:commission": -800, "pending": 400}
    assert closed["orders"] == {"delivered": 1}
    assert faults(books) == {"broken_chains": [], "lost_entries": [], "wrong_balances": []}


def test_movements_tell_what_was_promised_released_and_taken_back(books):
    moved = {(m["from"], m["to"]): m["amount_fen"] for m in close_books(books)["movements"]}

    assert moved == {
        ("brand:commission", "pending"): 1000,
        ("pending", "available"): 600,
        ("available", "brand:commission"): 200,
    }


def test_a_prefix_narrows_movements_and_orders_but_no_check(books):
    books.balances = [Balance(payee="A", available=1)]
    closed = close_books(books, "B")

    assert (closed["movements"], closed["orders"]) == ([], {})
    assert closed["entries"] == 3
    assert closed["wrong_balances"] == ["A:available"]


def test_a_changed_entry_breaks_its_chain(books):
    books.entries[0] = books.entries[0].changed(cause="gift")

    assert faults(books)["broken_chains"] == ["ORDER#o1"]


@pytest.mark.parametrize("missing", [0, 1])
def test_an_entry_missing_from_within_breaks_its_chain(books, missing):
    del books.entries[missing]

    assert faults(books)["broken_chains"] == ["ORDER#o1"]


def test_an_entry_missing_at_the_end_is_missed_by_its_order(books):
    del books.entries[-1]

    assert faults(books)["broken_chains"] == []
    assert faults(books)["lost_entries"] == ["o1"]


@pytest.mark.parametrize(
    ("stored", "account"),
    [
        (Balance(payee="A", available=399), "A:available"),
        (Balance(payee="A", available=400, reserved=1), "A:reserved"),
        (Balance(payee="A", available=400, debt=1), "A:debt"),
        (Balance(payee="B", available=1), "B:available"),
        (Balance(payee="A", form="points", available=400), "A:points:available"),
        (Balance(payee="A", form="points", debt=1), "A:points:debt"),
    ],
)
def test_money_that_no_journal_knows_is_named(books, stored, account):
    books.balances.append(stored)

    assert account in faults(books)["wrong_balances"]


def test_pending_money_is_that_of_the_orders(books):
    order = books.orders[0]
    share = order.commissions[0].shares[0].changed(pending=0)
    books.orders = [order.changed(commissions=(commission(share),))]

    assert faults(books)["wrong_balances"] == ["A:pending"]


def test_pending_points_are_not_pending_money(books):
    order = books.orders[0]
    points = commission(*order.commissions[0].shares, form="points")
    books.orders = [order.changed(commissions=(points,))]

    assert faults(books)["wrong_balances"] == ["A:pending", "A:points:pending"]


def test_accounts_of_another_form_are_summed_apart(books):
    _, gift = entry(Chain(), "order_paid", "brand:commission", "A:gift:pending", 7)
    books.entries.append(gift.changed(subject="ORDER#o2"))

    closed = close_books(books)

    assert closed["accounts"]["gift:pending"] == 7
    assert closed["accounts"]["pending"] == 400
    assert {"from": "brand:commission", "to": "gift:pending", "amount_fen": 7} in closed[
        "movements"
    ]


def test_the_books_are_found_among_the_items_of_a_table(books):
    books.balances.append(Balance(payee="A", form="gift", available=5))
    binding = Binding(buyer="buyer", promoter="A", bound_at=NOW)
    records = [*books.entries, *books.orders, *books.balances, binding]

    assert close_books(read_books(map(write_item, records))) == close_books(books)


def test_an_award_whose_journal_does_not_end_where_it_says_has_lost_an_entry(books):
    award = PeriodAward(payee="A", rule="volume", period="2025-03")
    books.awards = [award]
    assert faults(books)["lost_entries"] == []

    ahead = award.changed(journal=Chain(sequence=1, digest="d"))
    books.awards = [ahead]
    assert faults(books)["lost_entries"] == ["A/2025-03/volume"]


def test_awards_are_read_from_the_table():
    award = PeriodAward(payee="A", rule="volume", period="2025-03")

    assert read_books([write_item(award)]).awards == [award.changed(version=1)]


def test_a_manual_award_whose_entry_is_gone_is_missed(books):
    decision = Decision(by="ops", reason="shop window of the year")
    step = AwardStep(what="approved", at=NOW, decision=decision)
    new = NewAward(amount_fen=500)
    award = ManualAward(distributor="A", id="AWARDA", award=new, steps=(step,))
    paid = award.changed(journal=Chain(sequence=1, digest="gone"))
    books.awards = read_books(map(write_item, [award, paid])).awards

    assert close_books(books)["lost_entries"] == ["A/AWARDA"]
