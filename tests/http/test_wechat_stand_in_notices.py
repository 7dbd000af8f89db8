"""Notices of the stand-in: repeated, doubled, late, withheld, and kept over a restart."""

from contextlib import contextmanager

import pytest

from infra.local.wechat.outbox import PAUSES
from infra.local.wechat.stand_in import WechatStandIn
from tests.wechat_bench import NOON, ORDER, keys, payment_request, running


@pytest.fixture
def bench():
    with running() as bench:
        yield bench


def only_notice(bench):
    (record,) = bench.stand_in.state()["notice"].values()
    return record


def test_the_pauses_are_the_fifteen_that_make_24_hours_and_4_minutes():
    assert (len(PAUSES), sum(PAUSES)) == (15, 24 * 3600 + 4 * 60)


def repeat_all(bench):
    """Let the stand-in say it again until it stops; answers the pauses between."""
    pauses = []
    while bench.timers.asked:
        pauses.append(bench.timers.fire())
        bench.stand_in.drain()
    return pauses


def test_a_notice_is_repeated_until_the_merchant_says_2xx(bench):
    bench.merchant.answers = [500, 400, 302, 204]
    bench.paid()
    bench.stand_in.drain()
    pauses = repeat_all(bench)
    assert tuple(pauses) == PAUSES[:3]
    assert (only_notice(bench)["attempts"], only_notice(bench)["state"]) == (4, "delivered")
    assert len({notice.notice_id for notice in bench.notices()}) == 1


def test_after_fifteen_repeats_the_stand_in_gives_up(bench):
    bench.merchant.answers = [500] * 16
    bench.paid()
    bench.stand_in.drain()
    pauses = repeat_all(bench)
    assert tuple(pauses) == PAUSES
    assert (only_notice(bench)["attempts"], only_notice(bench)["state"]) == (16, "given_up")


def test_a_doubled_notice_has_one_number(bench):
    bench.stand_in.behave("duplicate_notice", number=ORDER)
    bench.paid()
    first, second = bench.notices()
    assert first == second


def test_a_late_notice_comes_when_its_time_has_come(bench):
    bench.stand_in.behave("late_notice")
    bench.paid()
    assert bench.notices() == []
    assert bench.timers.fire() == 3600
    assert [notice.payment.paid_at for notice in bench.notices()] == [NOON]


def test_no_notice_is_none_at_all(bench):
    bench.stand_in.behave("no_notice")
    bench.paid()
    bench.stand_in.redeliver()
    assert (bench.notices(), bench.timers.asked) == ([], [])
    assert bench.channel.query_payment(ORDER).amount_fen == 12_345


def test_a_restart_keeps_numbers_instructions_and_undelivered_notices(tmp_path):
    with running(tmp_path) as before:
        before.merchant.answers = [500]
        before.paid()
        before.stand_in.drain()
        before.stand_in.behave("not_enough", number="B1")
    with running(tmp_path) as after:
        assert after.channel.query_payment(ORDER).amount_fen == 12_345
        assert list(after.stand_in.state()["instruction"]) != []
        (record,) = after.stand_in.state()["notice"].values()
        assert record["url"].startswith(before.merchant.url)
        after.stand_in.drain()
        assert only_notice(after)["attempts"] == 2


def test_deliveries_are_counted_as_work_under_way():
    held = []

    @contextmanager
    def busy():
        held.append("begun")
        yield
        held.append("ended")

    with running() as bench:
        stand_in = WechatStandIn(
            keys(),
            data_dir=None,
            business_now=lambda: NOON,
            busy=busy,
            notify_base_url=bench.merchant.url,
        )
        stand_in.start()
        stand_in.pay("WALKIN", 100)
        assert held[0] == "begun"
        stand_in.drain()
        assert held == ["begun", "ended"]
        stand_in.stop()


def test_prepaying_sends_no_notice(bench):
    bench.channel.request_payment(payment_request())
    assert bench.notices() == []
