"""Money that does not fit is a line in the log and a count, at once, for whoever watches."""

import json
from collections.abc import Iterator

import pytest

from tests.laptop_bench import Bench, running


@pytest.fixture
def bench() -> Iterator[Bench]:
    with running() as bench:
        yield bench


def test_whoever_watches_is_warned_once_and_not_again_when_it_is_decided(
    bench: Bench,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("POWERTOOLS_METRICS_DISABLED", "false")
    order = bench.placed_order(10_000)
    bench.post(f"/v1/orders/{order}/payment")
    transaction = bench.laptop.channel.pay(order, 1)["transaction_id"]
    bench.settle()
    path = f"/v1/odd-notices/wechat:{transaction}/resolution"
    bench.as_person("finance", "fiona", path, {"choice": "note", "reason": "seen to"})
    bench.settle()

    warned = [vars(each) for each in caplog.records if each.message == "odd notice"]
    facts = [(each["levelname"], each["reason"], each["order"]) for each in warned]
    assert facts == [("WARNING", "amount_mismatch", order)]
    lines = [line for line in capsys.readouterr().out.splitlines() if '"OddNotice"' in line]
    assert [json.loads(line)["OddNotice"] for line in lines] == [[1.0]]
