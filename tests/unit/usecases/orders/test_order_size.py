"""An order fits into one item, whatever the plan pays and whatever becomes of it."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from shared.adapters.dynamodb.items import item_bytes, write_item
from shared.adapters.dynamodb.writes import MAX_ITEM_BYTES
from shared.domain.commands import BY_TIME, Command
from shared.domain.commission.not_paid import MAX_NOT_PAID, NotPaid
from shared.domain.commission.tiering import MAX_CONDITION
from shared.domain.moments import Moment, Occasion
from shared.domain.orders.commissions import MAX_SHARES, Share
from shared.domain.orders.lines import MAX_LINES, OwnTerms
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.orders.order import Order
from shared.domain.orders.return_items import MAX_RETURN_ITEMS, Return, ReturnItem
from shared.domain.terms.tier_words import MAX_TERMS
from shared.usecases.orders.books import MAX_COMMANDS
from shared.usecases.orders.place_order import place_order
from tests.refusals import told
from tests.rules_in_force import put_in_force
from tests.unit.usecases.bench import BEGINNING, Bench

RULES = MAX_SHARES // MAX_LINES


def _bench(payees: int = 1) -> Bench:
    bench = Bench()
    rules: list[dict[str, Any]] = [
        {
            "id": f"a-rule-with-a-rather-long-name-{number:02d}",
            "kind": "percent",
            "rates_bp": {"default": [111, 113]},
            "per_piece": {"default": ["10.01", "10.03"]},
            "lines": {"max_bp": 10_000} if number == 1 else None,
        }
        for number in range(1, RULES + 1)
    ]
    document = {"name": "a-plan-of-very-many-rules", "pay_depth": payees, "rules": rules}
    put_in_force(bench.store, document, BEGINNING)
    return bench


WIDEST = "\U0001f375"
"""A character that takes as many bytes as any."""

TERMS = OwnTerms(rates_bp=(1111, 1112, 1113), per_piece_fen=(10_01, 10_02, 10_03))


def _new(lines: int, terms: OwnTerms | None = TERMS) -> NewOrder:
    return NewOrder(
        buyer="X",
        order_no=WIDEST * 64,
        lines=tuple(
            NewLine(
                line=number,
                sku=f"{number:03d}{WIDEST * 19}",
                qty=9,
                price_fen=9_999_999_99,
                cost_fen=8_888_888_88,
                category=WIDEST * 19,
                terms=terms,
            )
            for number in range(1, lines + 1)
        ),
    )


def _at_its_largest(order: Order) -> Order:
    """Every share in every state at once, which is more than can ever be."""

    def full(share: Share) -> Share:
        fen = share.weight // 10_000
        states = dict.fromkeys(("pending", "held", "released", "forfeited"), fen)
        return share.changed(**states, hold=12)

    commissions = tuple(
        each.changed(shares=tuple(map(full, each.shares))) for each in order.commissions
    )
    lines = tuple(
        line.changed(
            refunded_fen=line.base_fen,
            charged_back_fen=line.base_fen,
            window_ends=BEGINNING,
            released_at=BEGINNING,
        )
        for line in order.lines
    )
    return order.changed(commissions=commissions, lines=lines)


def _all_that_is_kept_of_nobody_paid() -> tuple[NotPaid, ...]:
    """As many answers as an order keeps, one of every rule with a tier in words."""
    known = {"rule": "r" * 40, "kind": "level_difference", "depth": 3, "level": "diamond"}
    lines = tuple(range(2, MAX_LINES + 1))
    found = {**known, "payee": "p" * 64, "why": "below_highest_rate", "lines": lines}
    tier = {"terms": "t" * MAX_TERMS, "measured": "margin_rate 10.00%, sales 9999999.99"}
    return tuple(
        NotPaid.model_validate({**found, **(tier if number < RULES else {})})
        for number in range(MAX_NOT_PAID)
    )


def _all_that_may_be_told(order: Order, commands: Sequence[Command]) -> Iterator[Moment]:
    """What each command does; what it lets lapse, told late; the release of each line."""
    later = BEGINNING + timedelta(seconds=1)
    lapse, line = Occasion(later, BY_TIME), order.lines[-1].line
    for each in commands:
        asked = {"return": each.id, "kind": "exchange"}
        by = Occasion(BEGINNING, each.id, "a-storefront")
        yield by.moment("return_requested", lines=(line,), facts=asked)
        yield lapse.moment("REFUND_SLA_BREACHED", BEGINNING)
    for number, _ in enumerate(order.lines):
        yield lapse.moment("commission_released", BEGINNING, amount_fen=10**12, entry=number)


def _after_all_that_may_happen(bench: Bench, order: Order) -> Order:
    """As many commands as there may be; each line taken back in a case of its own, and late."""
    keys = [bench.command(f"{number}") for number in range(MAX_COMMANDS)]
    item = ReturnItem(
        line=order.lines[-1].line,
        state="awaiting_replacement",
        due_at=BEGINNING,
        received_at=BEGINNING,
        late=True,
    )
    cases = [Return(id=key.id, kind="exchange", items=(item,)) for key in keys[:MAX_RETURN_ITEMS]]
    return order.changed(
        commands={each.id: each.body_hash for each in keys},
        returns=tuple(cases),
        moments=tuple(_all_that_may_be_told(order, keys)),
        not_paid=_all_that_is_kept_of_nobody_paid(),
    )


def test_the_largest_order_fits_after_all_that_may_happen_to_it() -> None:
    bench = _bench()

    order = place_order(bench.ports, bench.command("O1"), "shop", _new(MAX_LINES))

    assert sum(len(each.shares) for each in order.commissions) == MAX_SHARES
    largest = _after_all_that_may_happen(bench, _at_its_largest(order))
    assert len(largest.commands) == MAX_COMMANDS
    assert item_bytes(write_item(largest)) <= MAX_ITEM_BYTES


def test_one_line_more_is_refused_and_nothing_is_stored() -> None:
    bench = _bench(payees=2)

    with told("split it") as refused:
        place_order(bench.ports, bench.command("O1"), "shop", _new(MAX_LINES // 2 + 1))

    assert refused.value.code == "invalid"
    assert refused.value.facts["max_shares"] == MAX_SHARES
    assert bench.store.all(Order) == []


def test_names_take_no_more_room_than_there_is() -> None:
    bench = _bench()
    lines = tuple(
        NewLine(line=number, sku="龙" * 64, category="井" * 64, qty=1, price_fen=100)
        for number in range(1, 43)
    )

    with told("more than the 16000 that an order holds; split it"):
        new = NewOrder(buyer="X", lines=lines)
        place_order(bench.ports, bench.command("O1"), "shop", new)

    assert bench.store.all(Order) == []
    fewer = NewOrder(buyer="X", lines=lines[:41])
    assert place_order(bench.ports, bench.command("O2"), "shop", fewer).lines[40].sku == "龙" * 64


def _bench_of_steps() -> Bench:
    """A plan of as many tiers as pay all lines, under conditions of very many words."""
    words = [{"measure": "sales", "at_least": f"{fen}.00"} for fen in range(1, 11)]
    step = {"if": {"all": [{"any": words}] * 10}, "rate_bp": 11, "amount": "10.01"}
    rules = [
        {"id": f"steps-{number}", "kind": "order_tier", "tiers": {"steps": {"default": [step]}}}
        for number in range(RULES // 2)
    ]
    bench = Bench()
    put_in_force(bench.store, {"name": "steps", "pay_depth": 1, "rules": rules}, BEGINNING)
    return bench


def test_an_order_fits_whatever_a_tier_asks_for() -> None:
    bench = _bench_of_steps()

    order = place_order(bench.ports, bench.command("O1"), "shop", _new(MAX_LINES, terms=None))

    shares = [share for each in order.commissions for share in each.shares]
    assert sum(share.room_taken for share in shares) == MAX_SHARES
    assert max(len(share.bands[0].condition) for share in shares) <= MAX_CONDITION
    largest = _after_all_that_may_happen(bench, _at_its_largest(order))
    assert item_bytes(write_item(largest)) <= MAX_ITEM_BYTES


def _bench_of_parts(bands: int) -> Bench:
    """A plan of marginal tiers: every line has a part in every band."""
    bench = Bench()
    starts = [f"{number}.00" for number in range(1, bands)]
    table = [
        {"from": begins, "rate_bp": 100} | ({"to": ends} if ends else {})
        for begins, ends in zip(["0.00", *starts], [*starts, ""], strict=True)
    ]
    rule = {
        "id": "parts",
        "kind": "order_tier",
        "tiers": {"mode": "marginal", "bands": {"default": table}},
    }
    document = {"name": "parts", "pay_depth": 1, "rules": [rule]}
    put_in_force(bench.store, document, BEGINNING)
    return bench


def test_every_part_of_a_marginal_tier_takes_the_room_of_a_share() -> None:
    lines = 50
    bands = MAX_SHARES // lines - 1
    new = _of_one_price(lines)

    order = place_order(_bench_of_parts(bands).ports, Bench().command("O1"), "shop", new)

    (commission,) = order.commissions
    assert all(len(share.bands) == 1 + len(share.also) == bands for share in commission.shares)
    assert sum(share.room_taken for share in commission.shares) == MAX_SHARES
    with told("split it"):
        place_order(_bench_of_parts(bands + 1).ports, Bench().command("O1"), "shop", new)


def _of_one_price(lines: int) -> NewOrder:
    return NewOrder(
        buyer="X",
        lines=tuple(
            NewLine(line=number, sku="tee", qty=1, price_fen=100_00)
            for number in range(1, lines + 1)
        ),
    )
