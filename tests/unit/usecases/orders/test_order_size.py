"""An order fits into one item, whatever the plan pays and whatever becomes of it."""

from typing import Any

import pytest

from shared.adapters.dynamodb_items import item_bytes, write_item
from shared.adapters.dynamodb_writes import MAX_ITEM_BYTES
from shared.domain.errors import Refused
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.orders.order import (
    MAX_RETURN_ITEMS,
    MAX_SHARES,
    Order,
    OrderNotice,
    OwnTerms,
    Return,
    ReturnItem,
    Share,
)
from shared.domain.rulebook.rulebook import RuleVersion
from shared.usecases.orders.books import MAX_COMMANDS
from shared.usecases.orders.place_order import place_order
from tests.unit.usecases.bench import BEGINNING, Bench

RULES, PAYEES = 12, 2
MOST_LINES = MAX_SHARES // RULES // PAYEES


def _bench() -> Bench:
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
    document = {"name": "a-plan-of-very-many-rules", "pay_depth": PAYEES, "rules": rules}
    bench.store.commit(
        [RuleVersion(kind="plan", number=1, effective_from=BEGINNING, document=document)]
    )
    return bench


def _new(lines: int) -> NewOrder:
    terms = OwnTerms(rates_bp=(1111, 1112, 1113), per_piece_fen=(10_01, 10_02, 10_03))
    return NewOrder(
        buyer="X",
        lines=tuple(
            NewLine(
                line=number,
                sku=f"{number:064d}",
                qty=9,
                price_fen=9_999_999_99,
                cost_fen=8_888_888_88,
                category="c" * 64,
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
        return share.model_copy(update={**states, "hold": 12})

    commissions = tuple(
        each.model_copy(update={"shares": tuple(map(full, each.shares))})
        for each in order.commissions
    )
    lines = tuple(
        line.model_copy(
            update={
                "refunded_fen": line.base_fen,
                "charged_back_fen": line.base_fen,
                "window_ends": BEGINNING,
                "released_at": BEGINNING,
            }
        )
        for line in order.lines
    )
    return order.model_copy(update={"commissions": commissions, "lines": lines})


def _after_all_that_may_happen(bench: Bench, order: Order) -> Order:
    """As many commands as there may be; each line taken back in a case of its own, told twice."""
    keys = [bench.command(f"{number}") for number in range(MAX_COMMANDS)]
    item = ReturnItem(
        line=order.lines[-1].line,
        state="awaiting_replacement",
        due_at=BEGINNING,
        received_at=BEGINNING,
    )
    cases = [
        Return(id=key.id, kind="exchange", asked_at=BEGINNING, items=(item,))
        for key in keys[:MAX_RETURN_ITEMS]
    ]
    notice = OrderNotice(at=BEGINNING, code="REFUND_SLA_BREACHED")
    return order.model_copy(
        update={
            "commands": {each.id: each.body_hash for each in keys},
            "returns": tuple(cases),
            "notices": (notice,) * (2 * MAX_RETURN_ITEMS),
        }
    )


def test_the_largest_order_fits_after_all_that_may_happen_to_it() -> None:
    bench = _bench()

    order = place_order(bench.ports, bench.command("O1"), "shop", _new(MOST_LINES))

    assert sum(len(each.shares) for each in order.commissions) == MAX_SHARES
    largest = _after_all_that_may_happen(bench, _at_its_largest(order))
    assert len(largest.commands) == MAX_COMMANDS
    assert item_bytes(write_item(largest)) <= MAX_ITEM_BYTES


def test_one_line_more_is_refused_and_nothing_is_stored() -> None:
    bench = _bench()

    with pytest.raises(Refused, match="split it") as refused:
        place_order(bench.ports, bench.command("O1"), "shop", _new(MOST_LINES + 1))

    assert refused.value.code == "invalid"
    assert refused.value.facts == {"max_shares": MAX_SHARES}
    assert bench.store.all(Order) == []


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
    bench.store.commit(
        [RuleVersion(kind="plan", number=1, effective_from=BEGINNING, document=document)]
    )
    return bench


def test_every_part_of_a_marginal_tier_takes_the_room_of_a_share() -> None:
    lines, bands = 50, MAX_SHARES // 50
    new = _of_one_price(lines)

    order = place_order(_bench_of_parts(bands).ports, Bench().command("O1"), "shop", new)

    (commission,) = order.commissions
    assert sum(1 + len(share.also) for share in commission.shares) == MAX_SHARES
    with pytest.raises(Refused, match="split it"):
        place_order(_bench_of_parts(bands + 1).ports, Bench().command("O1"), "shop", new)


def _of_one_price(lines: int) -> NewOrder:
    return NewOrder(
        buyer="X",
        lines=tuple(
            NewLine(line=number, sku="tee", qty=1, price_fen=100_00)
            for number in range(1, lines + 1)
        ),
    )
