"""Payouts in parts, refused and lost; a settlement in two rounds."""

from infra.local.json_value import Json
from infra.running.brand import brand_of
from tests.infra.permission_bench import fails
from tests.laptop_bench import Bench

PAYOUT_TASKS, SETTLEMENT_TASKS = "fenrun-payout-tasks", "fenrun-settlement-tasks"
PERIOD = "2024"


def reviewed_payout(bench: Bench) -> None:
    """Three parts, of which one is paid, one declined, one never confirmed."""
    team, brand = bench.with_money(10_000), brand_of(bench.laptop)
    payout = bench.withdraw(team.promoter, 700)
    bench.decide(payout)
    bench.advance(minutes=1)
    first, second, _ = bench.payout(payout).parts
    bench.laptop.channel.confirm(first.bill_no)
    bench.laptop.channel.decline(second.bill_no)
    bench.advance(hours=13)
    bench.advance(minutes=10)
    assert bench.payout(payout).awaiting == "nothing"
    for path in ("withdrawals", f"withdrawals/{payout}"):
        assert brand.person("distributor", team.promoter).get(f"/v1/me/{path}")
    assert brand.person("finance", "fiona").get(f"/v1/payouts/{payout}")
    retry = _proposed_again(bench, payout)
    bench.withdraw(team.promoter, bench.balance(team.promoter).available)
    assert brand.person("finance", "fiona").get(f"/v1/approvals/{retry}")["state"] == "lapsed"


def _proposed_again(bench: Bench, payout: str) -> str:
    path, because = f"/v1/payouts/{payout}/retry", {"reason": "he has his phone again"}
    return str(brand_of(bench.laptop).person("finance", "fiona").post(path, because)["proposal_id"])


def settled(bench: Bench) -> None:
    """What one round could not pay, another one pays; the retry that was proposed lapses."""
    team, retries = bench.with_money(10_000), list[str]()
    for _ in range(2):
        bench.start_settlement(PERIOD)
        bench.advance(minutes=20)
        bench.approve_settlement(PERIOD)
        bench.advance(minutes=20)
        bench.advance(minutes=1)
        opened = bench.proposal(PERIOD, team.promoter).payout
        assert opened
        for part in bench.payout(opened).parts:
            bench.laptop.channel.decline(part.bill_no)
        bench.advance(minutes=1)
        retries.append(_proposed_again(bench, opened))
    assert bench.settlement(PERIOD).round == 2
    finance = brand_of(bench.laptop).person("finance", "fiona")
    assert finance.get(f"/v1/settlements/{PERIOD}")
    states = [finance.get(f"/v1/approvals/{each}")["state"] for each in retries]
    assert states == ["lapsed", "open"]


def started_by_schedule(bench: Bench) -> None:
    given: Json = {"task": "start_by_schedule", "at": "2023-02-01T02:00:00+08:00"}
    for _ in range(2):
        bench.laptop.cloud.functions.invoke(SETTLEMENT_TASKS, given)
        bench.advance(minutes=20)
    assert bench.settlement("2023-01").awaiting == "approval"


def refused(bench: Bench) -> None:
    team = bench.with_money(10_000)
    bench.laptop.channel.behave("refuse", operation="transfer")
    bench.withdraw(team.promoter, 700)
    assert bench.balance(team.promoter).reserved == 0


def paid_by_a_lost_thread(bench: Bench) -> None:
    """A machine that has lost the thread looks up where its payout is."""
    team = bench.with_money(10_000)
    with bench.function_does(PAYOUT_TASKS, fails):
        payout = bench.withdraw(team.promoter, 700)
    bench.advance(minutes=6)
    assert "LookUp" in bench.payout_states(payout)


def retried(bench: Bench) -> None:
    """A declined payout of a settlement, paid again by two; and one asked about by hand."""
    team, brand = bench.with_money(10_000), brand_of(bench.laptop)
    bench.start_settlement("2022")
    bench.advance(minutes=1)
    bench.approve_settlement("2022")
    bench.advance(minutes=1)
    failed = bench.proposal("2022", team.promoter).payout
    assert failed
    for part in bench.payout(failed).parts:
        bench.laptop.channel.decline(part.bill_no)
    bench.advance(minutes=1)
    path = f"/v1/payouts/{failed}/retry"
    asked = brand.person("finance", "fiona").post(path, {"reason": "he has his phone again"})
    bench.laptop.channel.behave("not_enough", operation="transfer")
    bench.decide(asked["proposal_id"], who="chief")
    bench.advance(seconds=30)
    path = f"/v1/payouts/{asked['proposal_id']}/inquiry"
    assert brand.person("finance", "fiona").post(path, {"reason": "topped up"})
    bench.advance(minutes=1)
    assert bench.payout(asked["proposal_id"]).awaiting == "confirmation"


CASES = (reviewed_payout, settled, started_by_schedule)


def withheld(bench: Bench) -> None:
    """The channel says of a declined payout, which is paid again, that it was paid after all."""
    team, brand = bench.with_money(10_000), brand_of(bench.laptop)
    failed = bench.withdraw(team.promoter, 700)
    for part in bench.payout(failed).parts:
        bench.laptop.channel.decline(part.bill_no)
    bench.advance(minutes=1)
    because = {"reason": "he has his phone again"}
    retry = brand.person("finance", "fiona").post(f"/v1/payouts/{failed}/retry", because)
    records, number = bench.laptop.channel._desk.records, bench.payout(failed).parts[0].bill_no
    records.put("transfer", number, {**(records.get("transfer", number) or {}), "state": "SUCCESS"})
    bench.decide(retry["proposal_id"], who="chief")
    bench.advance(seconds=30)
    path = f"/v1/odd-notices/wechat:retry-{retry['proposal_id']}/resolution"
    body = {"choice": "count_paid", **because}
    asked = brand.person("finance", "fiona").post(path, body)
    bench.decide(asked["proposal_id"], who="chief")
    assert bench.balance(team.promoter).paid == 700


BY_MACHINES = (refused, paid_by_a_lost_thread, retried, withheld)
