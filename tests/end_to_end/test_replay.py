"""Real orders through the endpoints of a whole laptop, checked against plain arithmetic."""

import json
import os
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from fenrun.main import main
from fenrun.terminal.running import Running, require_running
from infra.local.laptop import Laptop
from infra.replay.caller import Caller
from infra.replay.network import founders, grow
from infra.replay.play import Replay
from infra.replay.rule import Rule
from infra.replay.schedule import plan
from infra.running.laptop import stack_of, stand_in_of
from shared.domain.civil_periods import period_of
from tests.purchases import read_history

pytestmark = pytest.mark.end_to_end

SAMPLE = Path(__file__).parents[1] / "data" / "cdnow_100.csv"
BRAND = "brand:commission"


@pytest.fixture
def data(tmp_path):
    """The data folder of a laptop that is up; its sweeper rests, which only takes time."""
    laptop = Laptop(data_dir=tmp_path, frozen=True, without=frozenset({"Sweep"}))
    with laptop:
        running = Running(
            base_url=laptop.cloud.base_url, stand_in_url=laptop.channel.base_url, pid=os.getpid()
        )
        with running.told_in(tmp_path):
            yield tmp_path


@dataclass(frozen=True)
class Expected:
    """What one replay's journals must have moved, in fen."""

    promised: int
    reversed: int
    clawed_back: int

    @classmethod
    def of(cls, purchases, rule, begun):
        events = plan(purchases, begun, rule)
        fate = {(e.purchase.row, e.kind) for e in events if e.purchase}
        placed = [(e.at, e.purchase) for e in events if e.kind == "order"]
        moved = Counter()
        for purchase, payees in _chains(placed, grow(placed, rule)):
            for rate_bp in (1000, 500)[: len(payees)]:
                share = purchase.amount_fen * rate_bp // 10000
                kept = purchase.amount_fen // 2 * rate_bp // 10000
                moved["promised"] += share
                moved["reversed"] += share * ((purchase.row, "accept") in fate)
                moved["clawed_back"] += (share - kept) * ((purchase.row, "adjust") in fate)
        return cls(moved["promised"], moved["reversed"], moved["clawed_back"])


def _chains(placed, arrivals):
    """Each order with the at most two people it pays: whoever brought the buyer, and above."""
    uplines = dict.fromkeys(founders())
    brought = {}
    for _, purchase in placed:
        arrival = arrivals.get(purchase.row)
        if arrival:
            brought[purchase.buyer] = arrival.promoter
        first = uplines.get(purchase.buyer, brought[purchase.buyer])
        above = uplines.get(first)
        yield purchase, [payee for payee in (first, above) if payee]
        if arrival and arrival.joins:
            uplines[purchase.buyer] = arrival.promoter or founders()[0]


def moved(ledger):
    return {(m["from"], m["to"]): m["amount_fen"] for m in ledger["movements"]}


def assert_as_expected(ledger, expected):
    way = moved(ledger)
    kept = expected.promised - expected.reversed
    assert way[BRAND, "pending"] == expected.promised
    assert way.get(("pending", BRAND), 0) == expected.reversed
    # What met a busy balance has arrived by way of a note.
    assert way["pending", "available"] + way.get(("pending", "arriving"), 0) == kept
    clawed_back = sum(way.get((held, BRAND), 0) for held in ("available", "arriving", "debt"))
    assert clawed_back == expected.clawed_back
    assert ledger["sum_fen"] == 0
    assert ledger["broken_chains"] == ledger["lost_entries"] == ledger["wrong_balances"] == []


def replay_of(data, purchases, rule, name):
    running = require_running(data)
    caller = Caller(name, lambda: stack_of(running, data), lambda: stand_in_of(running))
    return Replay(caller, purchases, rule)


def begun(replay):
    """When a replay began: the time at which its first founder joined."""
    me = replay.call.name
    founder = f"{me}-{founders()[0]}"
    path = "/v1/distributors"
    body = {"distributor": founder, "upline": None, "openid": f"openid-{founder}"}
    known = replay.call.as_person("operator", f"{me}-test", path, body, "asked-again")
    return datetime.fromisoformat(known["joined_at"])


def test_a_hundred_real_orders_end_in_books_that_sum_to_zero(data):
    purchases = read_history(SAMPLE)
    free = sum(each.amount_fen == 0 for each in purchases)

    result = CliRunner().invoke(main, ["replay", str(SAMPLE), "--data", str(data)])

    assert result.exit_code == 0, result.output
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert "读入订单 Orders read 100" in lines
    assert f"下单并支付 Orders placed and paid {100 - free}" in lines
    assert f"拒绝 Refused: order, amount_zero {free}" in lines
    assert f"现状 Orders now closed {100 - free}" in lines
    assert [line for line in lines if "Refused" in line and "amount_zero" not in line] == []
    assert any(line.endswith("journal entries sum to 0.00: in order 账目相符") for line in lines)


def test_every_fen_is_where_plain_arithmetic_puts_it(data):
    purchases, rule = read_history(SAMPLE, 40), Rule(returns=20, adjusted=20, late=20, silent=10)
    replay = replay_of(data, purchases, rule, "rexact")

    replay.play(lambda *_: None)

    expected = Expected.of(purchases, rule, begun(replay))
    assert_as_expected(ledger_of(replay), expected)
    assert min(expected.reversed, expected.clawed_back) > 0


def test_a_comparison_over_the_api_agrees_with_the_books(data):
    purchases, rule = read_history(SAMPLE, 30), Rule(returns=20, adjusted=20)
    replay = replay_of(data, purchases, rule, "rcompared")
    replay.play(lambda *_: None)
    since = begun(replay)
    placed = {e.at for e in plan(purchases, since, rule) if e.kind == "order"}

    told = [compared(data, month) for month in sorted({period_of("month", at) for at in placed})]

    expected = Expected.of(purchases, rule, since)
    assert sum(each["orders"] for each in told) == sum(p.amount_fen > 0 for p in purchases)
    kept = expected.promised - expected.reversed - expected.clawed_back
    for side in ("old_fen", "new_fen"):
        assert sum(each["commission"][side] for each in told) == kept
    assert [each["people"]["gain"] + each["people"]["lose"] for each in told] == [0] * len(told)


def compared(data, month):
    """Compare the plan in force with itself, on what was paid in a month."""
    words = ["plan", "compare", "depth-10-5", "--period", month, "--json", "--data", str(data)]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_replay_that_was_cut_off_goes_on_and_a_repeat_changes_nothing(data):
    purchases, rule = read_history(SAMPLE, 12), Rule(returns=40, adjusted=40)

    for moments in (1, 4, 9, 15):
        with pytest.raises(CutOffError):
            replay_of(data, purchases, rule, "rcut").play(cut_off_after(moments))
    first = replay_of(data, purchases, rule, "rcut")
    first.play(lambda *_: None)
    ended = ledger_of(first)
    again = replay_of(data, purchases, rule, "rcut")
    again.play(lambda *_: None)

    assert_as_expected(ended, Expected.of(purchases, rule, begun(first)))
    assert ledger_of(again) == ended
    assert again.tally == first.tally


class CutOffError(Exception):
    """The replay ended before its time."""


def cut_off_after(moments):
    left = iter(range(moments))

    def progress(*_):
        if next(left, None) is None:
            raise CutOffError

    return progress


def ledger_of(replay):
    return replay.call.control("GET", f"/_local/ledger?prefix={replay.call.name}-")
