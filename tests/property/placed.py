"""Random orders of a random network, as the engine sees them, and their books once paid."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from shared.domain.calendar import WorkingCalendar
from shared.domain.commission.facts import LineFacts, LineTerms, OrderFacts, Upline
from shared.domain.commission.rounding import bases_after_discount
from shared.domain.engine.engine import Engine
from shared.domain.ledger.balances import Balance, new_balance
from shared.domain.ledger.journal import COMMISSION, SPREAD_ACCOUNT, account, totals
from shared.domain.orders import fulfilment
from shared.domain.orders.book import OrderBook
from shared.domain.orders.lines import Line
from shared.domain.orders.order import Order
from shared.domain.orders.payment import pay
from shared.domain.orders.releases import release_due
from shared.domain.orders.snapshot import snapshot_of
from shared.domain.policy.policy import Policy
from shared.domain.standing import Standing
from shared.domain.terms.parts import OrderKind
from tests.payments import payment
from tests.property.plans import LEVELS, PRICES, SKUS

ACTIVE: Standing = "active"
NOW = datetime(2025, 3, 1, 2, tzinfo=UTC)

_costs = st.sampled_from((None, 0, 50, 90, 110))
"""In percent of what was paid."""


@st.composite
def lines_of(draw: st.DrawFn, coupons: bool = True) -> tuple[LineFacts, ...]:
    """One to four lines; with coupons, the customer may have paid less than their prices."""
    skus = draw(st.lists(st.sampled_from(SKUS), min_size=1, max_size=4))
    prices = [draw(st.sampled_from((PRICES[sku], PRICES[sku], 1, 12_34))) for sku in skus]
    pieces = [draw(st.integers(1, 5)) for _ in skus]
    goods = [price * qty for price, qty in zip(prices, pieces, strict=True)]
    discount = draw(st.integers(0, sum(goods) - 1)) if coupons else 0
    bases = bases_after_discount(goods, discount)
    return tuple(
        LineFacts(
            line=number,
            sku=skus[number - 1],
            qty=pieces[number - 1],
            price_fen=prices[number - 1],
            base_fen=base,
            cost_fen=_cost(draw(_costs), prices[number - 1], pieces[number - 1]),
            category=draw(st.sampled_from((None, "wear"))),
            terms=draw(st.sampled_from((None, None, LineTerms((700, 300), (3,))))),
        )
        for number, base in enumerate(bases, start=1)
    )


def _cost(percent: int | None, price_fen: int, pieces: int) -> int | None:
    return None if percent is None else price_fen * percent // 100 * pieces


@st.composite
def _person(draw: st.DrawFn, name: str) -> Upline:
    return Upline(
        id=name,
        level=draw(st.sampled_from(LEVELS)),
        relation=1,
        active=draw(st.sampled_from((True, True, True, False))),
        grade=draw(st.sampled_from((None, "city", "province"))),
        joined_at=NOW - timedelta(days=draw(st.sampled_from((1, 29, 30, 400)))),
    )


@st.composite
def facts_of(draw: st.DrawFn, coupons: bool = True) -> OrderFacts:
    """An order of any kind that reaches up to four people."""
    kind: OrderKind = draw(st.sampled_from(("sale", "sale", "pickup", "restock")))
    chain = tuple(draw(_person(name)) for name in "ABCD"[: draw(st.integers(0, 4))])
    return OrderFacts(
        at=NOW,
        lines=draw(lines_of(coupons)),
        chain=chain,
        kind=kind,
        picker=draw(_person("P")) if kind == "pickup" else None,
        agents=tuple(person for person in chain if person.grade),
        link_bp=draw(st.sampled_from((None, None, 50, 800, 5_000))),
    )


class Purses(dict[str, Balance]):
    """Balances that begin when a rule first asks for them."""

    def __missing__(self, purse: str) -> Balance:
        self[purse] = new_balance(purse)
        return self[purse]


def placed(engine: Engine, facts: OrderFacts, purses: Purses | None = None) -> OrderBook:
    """Give the books of an order that is paid and shipped; others may share the purses."""
    order = Order(
        id="O1",
        storefront="shop",
        buyer="X",
        kind=facts.kind,
        lines=tuple(_line(line) for line in facts.lines),
        commissions=snapshot_of(engine, facts).commissions,
        chain=tuple(person.id for person in facts.chain),
        plan="random@1",
        created_at=NOW,
        expires_at=NOW + timedelta(minutes=30),
    )
    book = OrderBook(
        order, Policy(), WorkingCalendar(), NOW, "test", Purses() if purses is None else purses
    )
    standings = dict.fromkeys(order.people, ACTIVE)
    pay(book, payment(NOW, order.due_fen), standings, refund_id="stray")
    fulfilment.ship(book, NOW)
    return book


def release(book: OrderBook) -> None:
    """Deliver the order and let its return window pass."""
    fulfilment.deliver(book, NOW)
    release_due(book, NOW + timedelta(days=30))


def recognised(book: OrderBook) -> list[int]:
    """Give what everybody is promised, commission by commission."""
    return [each.recognised for each in book.order.commissions]


def check_accounts(book: OrderBook) -> None:
    """Assert that the journal, the shares and the balances say the same, to the fen."""
    sums = totals(book.entries)
    assert sum(sums.values()) == 0
    for source in (COMMISSION, SPREAD_ACCOUNT):
        of_source = [each for each in book.order.commissions if each.source == source]
        assert -sums.get(source, 0) == sum(each.recognised for each in of_source)
    for purse, balance in book.balances.items():
        assert balance.available == sums.get(account(purse, "available"), 0)
        assert balance.debt == -sums.get(account(purse, "debt"), 0)
        assert not (balance.available and balance.debt)


def _line(line: LineFacts) -> Line:
    cost_fen = None if line.cost_fen is None else line.cost_fen // line.qty
    return Line(
        line=line.line,
        sku=line.sku,
        qty=line.qty,
        price_fen=line.price_fen,
        base_fen=line.base_fen,
        cost_fen=cost_fen,
        category=line.category,
    )
