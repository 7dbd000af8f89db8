from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.commission.facts import LineFacts, OrderFacts, Upline
from shared.domain.comparing.comparison import Comparison, Pair, Pay, RuleOf, pay_of
from shared.domain.engine.engine import Engine
from shared.domain.orders.lines import Line
from shared.domain.orders.order import Order
from shared.domain.plans.document import read_plan
from tests.unit.domain.orders.orders import line as line_of

AT = datetime(2025, 3, 1, tzinfo=UTC)
RULE = RuleOf("relation", "percent", "cash")


def line(number: int, base_fen: int, refunded_fen: int = 0, cost_fen: int | None = None) -> Line:
    kept = {"refunded_fen": refunded_fen, "cost_fen": cost_fen}
    return line_of(number, price_fen=base_fen, base_fen=base_fen, **kept)


def order(*lines: Line, at: datetime = AT) -> Order:
    return Order(
        id="O1",
        storefront="shop",
        buyer="X",
        lines=lines,
        plan="plan@1",
        created_at=at,
        expires_at=at,
    )


def facts(lines: list[Line], *chain: Upline) -> OrderFacts:
    return OrderFacts(
        at=AT,
        lines=tuple(
            LineFacts(each.line, each.sku, each.qty, each.price_fen, each.base_fen)
            for each in lines
        ),
        chain=chain,
    )


def paid(engine: Engine, given: OrderFacts, lines: list[Line]) -> list[Pay]:
    return pay_of(engine.earnings(given), given, lines)


def pay(payee: str, *by_line: tuple[int, int], rule: RuleOf = RULE) -> Pay:
    return Pay(payee, rule.rule, rule.kind, rule.form, list(by_line), rule.trade)


def test_pay_is_net_of_refunds_and_of_who_was_not_active() -> None:
    lines = [line(1, 100_00, refunded_fen=50_00), line(2, 1_00)]
    people = Upline("A"), Upline("B", active=False)

    found = paid(Engine(read_plan("depth-10-5")), facts(lines, *people), lines)

    assert found == [pay("A", (1, 5_00), (2, 10))]


def test_a_tier_is_looked_up_anew_on_what_was_kept() -> None:
    bands = [{"to": "100.00", "rate_bp": 100}, {"from": "100.00", "rate_bp": 1000}]
    rule = {"id": "big", "kind": "order_tier", "on_refund": "recompute"}
    tiers = {"bands": {"default": bands}}
    plan = read_plan({"name": "t", "pay_depth": 1, "rules": [{**rule, "tiers": tiers}]})
    kept, refunded = [line(1, 100_00)], [line(1, 100_00, refunded_fen=1)]
    engine, seller = Engine(plan), Upline("A")

    assert [each.by_line for each in paid(engine, facts(kept, seller), kept)] == [[(1, 10_00)]]
    assert [each.by_line for each in paid(engine, facts(refunded, seller), refunded)] == [[(1, 99)]]


def test_sums_of_an_order() -> None:
    sums = Comparison()
    spread = RuleOf("supply", "price_spread", "cash", trade=True)

    lines = line(1, 100_00, cost_fen=60_00), line(2, 50_00), line(3, 10_00, 5_00, cost_fen=3_01)
    sums.add(
        order(*lines),
        [pay("A", (1, 10_00), (2, 5_00)), pay("out", (1, 0))],
        [pay("B", (1, 20_00), (3, 1_00)), pay("agent", (1, 7_00), rule=spread)],
    )

    assert (sums.orders, sums.goods_fen) == (1, 155_00)
    assert (sums.costed_goods_fen, sums.cost_fen) == (105_00, 61_50)
    assert sums.on_costed == Pair(10_00, 21_00)
    assert sums.payees == {"A": Pair(15_00, 0), "B": Pair(0, 21_00)}
    assert sums.rules == {RULE: Pair(15_00, 21_00), spread: Pair(0, 7_00)}
    assert sums.commission == Pair(15_00, 21_00)
    assert sums.months == {"2025-03": Pair(15_00, 21_00)}


def test_an_order_counts_in_the_month_in_shanghai_in_which_it_was_created() -> None:
    sums = Comparison()

    sums.add(order(line(1, 1_00), at=datetime(2025, 3, 31, 16, tzinfo=UTC)), [], [pay("A", (1, 7))])

    assert sums.months == {"2025-04": Pair(0, 7)}


ORDERS = st.lists(
    st.tuples(st.integers(1, 10_000_00), st.integers(0, 3), st.sampled_from("ABC")), max_size=12
)


@given(ORDERS, st.integers(0, 12))
def test_the_sums_of_parts_are_the_sums_of_the_whole(
    orders: list[tuple[int, int, str]], cut: int
) -> None:
    def summed(some: list[tuple[int, int, str]]) -> Comparison:
        sums = Comparison()
        for base_fen, part, payee in some:
            each = line(1, base_fen, base_fen * part // 3, cost_fen=base_fen if part else None)
            at = datetime(2025, 1 + part, 1, tzinfo=UTC)
            sums.add(order(each, at=at), [pay(payee, (1, part))], [pay(payee, (1, 3 - part))])
        return sums

    whole, first = summed(orders), summed(orders[:cut])
    first.join(summed(orders[cut:]))

    assert first == whole
