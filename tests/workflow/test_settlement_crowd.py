"""A settlement of many: everybody is paid once, in turns, and nothing else waits for it.

`make crowd` plays it with 20,000 payees; FENRUN_PAYEES says how many.
"""

import os
from collections import Counter
from datetime import timedelta
from itertools import chain
from typing import Final

from shared.domain.day_pointers import DAY_SHARDS
from shared.domain.ledger.balances import Balance
from shared.domain.network.people import Distributor
from shared.domain.payouts.payout_pointers import SettledIn
from shared.domain.payouts.payouts import Payout
from shared.domain.payouts.settlement_lines import LINE_SHARDS
from shared.usecases.lists import every, led_to
from shared.usecases.payouts.settlement_statement import settlement_of
from tests.laptop_bench import Bench

PAYEES: Final = int(os.environ.get("FENRUN_PAYEES", "60"))
PERIOD, QPS = "2024", 10
AT_ONCE = 20
"""How many of them one transaction stores, with their pointers."""


def _earn(bench: Bench) -> int:
    """Let so many people have something available; give what it comes to."""
    store, sums = bench.laptop.ports.store, range(1_00, 1_00 + PAYEES)
    for first in range(0, PAYEES, AT_ONCE):
        names = {f"crowd{fen:06d}": fen for fen in sums[first : first + AT_ONCE]}
        people = (Distributor(id=name, openid=name, joined_at=bench.now) for name in names)
        store.commit(people)
        store.commit(Balance(payee=name, available=fen) for name, fen in names.items())
    return sum(sums)


def _paid(bench: Bench) -> list[Payout]:
    store = bench.laptop.ports.store
    shards = (every(store, SettledIn, f"{PERIOD}/{shard}") for shard in range(DAY_SHARDS))
    return list(led_to(store, Payout, chain.from_iterable(shards)))


def test_everybody_is_settled_once_and_transfers_take_turns(bench: Bench) -> None:
    bench.patience += PAYEES
    total = _earn(bench)
    bench.start_settlement(PERIOD)
    run = bench.settlement(PERIOD)
    assert (run.awaiting, run.payees, run.total_fen) == ("approval", PAYEES, total)
    unpaid = bench.placed_order(10_000)

    bench.approve_settlement(PERIOD)

    came_to = settlement_of(bench.laptop.ports, PERIOD).outcomes["reserved"]
    assert (bench.settlement(PERIOD).state, came_to.payees, came_to.fen) == (
        "closed",
        PAYEES,
        total,
    )
    payouts = _paid(bench)
    assert set(Counter(each.payee for each in payouts).values()) == {1}
    assert sum(each.amount_fen for each in payouts) == total
    begun = min(each.requested_at for each in payouts)
    turns = Counter((each.send_at or begun) - begun for each in payouts)
    for second in range(PAYEES // QPS + 1):
        sent = sum(many for wait, many in turns.items() if wait <= timedelta(seconds=second))
        assert sent <= QPS * second + 2 * LINE_SHARDS

    bench.advance_to(bench.order(unpaid).expires_at + timedelta(minutes=1))
    bench.sweep()
    assert bench.order(unpaid).status == "cancelled", "others' dues do not wait for transfers"
