"""What the end-to-end story leaves out: the other commands, reads, odd notices and disturbances."""

from datetime import datetime, timedelta
from typing import Any

from infra.local.functions.context import LambdaContext
from infra.local.json_value import Json
from infra.local.laptop import Laptop
from shared.domain.civil_periods import bounds, period_of
from shared.domain.times import iso_utc
from tests.end_to_end.story import BEGINNING, STORY, play
from tests.end_to_end.world import World
from tests.laptop_bench import ORDER_TASKS, Bench, Team, running
from tests.rules_in_force import put_in_force

PAYOUT_TASKS, PERIOD = "fenrun-payout-tasks", "2024"
DECEMBER = datetime.fromisoformat("2025-12-01T10:00:00+08:00")
REVIEWED: dict[str, Any] = {"max_part": "3.00", "review": True, "confirm_hours": 12}


def play_everything() -> None:
    """Play the story with machines, and with the sweeper alone; then every case, in both ways."""
    for workflows in (True, False):
        with Laptop(frozen=True, start_time=BEGINNING, workflows=workflows) as laptop:
            play(World.around(laptop), STORY)
        with running(workflows=workflows) as bench:
            bench.set_policy(payout=REVIEWED)
            _set_plan(bench)
            _play_cases(bench)
    with running(start_time=DECEMBER) as bench:
        _set_plan(bench)
        _evaluated(bench)
    with running() as bench:
        _compared(bench)
        _play_lost_threads(bench)
        _play_refused_transfer(bench)


def _play_cases(bench: Bench) -> None:
    _paid_by_hand(bench)
    _paid_wrongly(bench)
    _never_paid(bench)
    _cancelled(bench)
    _linked(bench)
    _paid_while_somebody_is_out(bench)
    team = bench.with_money(10_000)
    payout = _reviewed_payout(bench, team)
    _settled(bench)
    _refunded_after_release(bench)
    _disputed(bench)
    _awarded(bench, team)
    _held(bench)
    _moved_and_decided_about(bench, team)
    _read(bench, team, payout)
    _planned(bench)
    _governed(bench)
    _left_undecided(bench)
    _told(bench, team)


def _paid_by_hand(bench: Bench) -> None:
    order = bench.placed_order(10_000)
    paid = {"transaction": "slip-1", "amount_fen": 10_000, "paid_at": iso_utc(bench.now)}
    bench.as_person("finance", "fiona", f"/v1/orders/{order}/manual-payment", paid)
    assert bench.order(order).paid_at
    refund = bench.refund(order, 5_000)
    back = {"transaction": "slip-2", "amount_fen": 5_000, "paid_at": iso_utc(bench.now)}
    bench.as_person("finance", "fiona", f"/v1/orders/{order}/refunds/{refund}/manual-payment", back)
    assert [each.state for each in bench.refunds(order)] == ["success"]


def _disputed(bench: Bench) -> None:
    """The channel takes money of a released order back, and gives it again."""
    order = bench.paid_order(10_000)
    bench.ship(order)
    bench.deliver(order)
    bench.advance_to(bench.order(order).due_at)
    case = {"case_no": order, "amount_fen": 5_000, "reason": "the bank's letter"}
    for what in ("chargebacks", "disputes-won"):
        bench.as_person("finance", "fiona", f"/v1/orders/{order}/{what}", case)
    assert bench.order(order).goods_fen == sum(e.remaining_fen for e in bench.order(order).lines)
    assert World.around(bench.laptop).person("auditor", "ada", "GET", f"/v1/orders/{order}")


def _paid_wrongly(bench: Bench) -> None:
    order = bench.placed_order(10_000)
    bench.post(f"/v1/orders/{order}/payment")
    bench.laptop.channel.pay(order, 1)
    bench.settle()
    assert bench.order(order).paid_at is None


def _never_paid(bench: Bench) -> None:
    order = bench.placed_order(10_000)
    bench.post(f"/v1/orders/{order}/payment")
    bench.advance_to(bench.order(order).expires_at + timedelta(minutes=1))
    bench.sweep()
    assert bench.order(order).status == "cancelled"


def _set_plan(bench: Bench) -> None:
    """Put a plan in force whose budget and whose month every order touches."""
    budget = {"amount": "100000.00", "period": "year"}
    wish = {"id": "wish", "kind": "percent", "link": {"max_bp": 500}}
    month: dict[str, Any] = {"id": "month", "kind": "tier", "period": "month", "counted": "paid"}
    month |= {"levels": ["diamond"], "tiers": {"bands": {"default": [{"rate_bp": 100}]}}}
    document: dict[str, Any] = {"preset": "depth-10-5", "budget": budget, "rules": [wish, month]}
    put_in_force(bench.laptop.ports.store, document, bench.now)


def _planned(bench: Bench) -> None:
    """A plan is checked, proposed twice, once rejected and once approved, read and compared."""
    world, proposals = World.around(bench.laptop), "/v1/plans/proposals"
    year: dict[str, Any] = {"id": "year", "kind": "tier", "period": "year", "tiers": {}}
    year["tiers"]["bands"] = {"default": [{"rate_bp": 100}]}
    asked = {"plan": {"preset": "depth-10-5", "rules": [year]}}
    found = bench.as_person("operator", "olga", "/v1/plans/checks", asked)["findings"]
    seen = [each["code"] for each in found if each["severity"] == "warning"]
    for decision, said in (("rejection", {"reason": "dear"}), ("approval", {"acknowledged": seen})):
        proposal = bench.as_person("operator", "olga", proposals, asked)["proposal_id"]
        assert world.person("auditor", "ada", "GET", f"{proposals}/{proposal}")["allowed"]
        bench.decide(proposal, decision, **said)
    number = world.person("auditor", "ada", "GET", "/v1/plans")["versions"][-1]["number"]
    assert world.person("auditor", "ada", "GET", f"/v1/plans/{number}")["plan"]
    assert world.person("auditor", "ada", "GET", f"/v1/plans/{number}/diff")["changes"]


def _governed(bench: Bench) -> None:
    """A policy is proposed twice, once rejected and once approved, read and compared."""
    world, proposals = World.around(bench.laptop), "/v1/policies/proposals"
    asked = {"policy": {"payout": REVIEWED, "inspection_days": 5}}
    for decision, said in (("rejection", {"reason": "too short"}), ("approval", {})):
        proposal = bench.as_person("operator", "olga", proposals, asked)["proposal_id"]
        assert world.person("auditor", "ada", "GET", f"{proposals}/{proposal}")["changes"]
        assert world.person("auditor", "ada", "GET", "/v1/policies")["proposals"]
        bench.decide(proposal, decision, **said)
    number = world.person("auditor", "ada", "GET", "/v1/policies")["in_force"]
    assert world.person("auditor", "ada", "GET", f"/v1/policies/{number}")["policy"]
    assert world.person("auditor", "ada", "GET", f"/v1/policies/{number}/diff")["changes"]


def _left_undecided(bench: Bench) -> None:
    """A proposal that nobody decides in time expires."""
    asked = {"policy": {"inspection_days": 6}}
    left = bench.as_person("operator", "olga", "/v1/policies/proposals", asked)["proposal_id"]
    bench.advance(days=31)
    bench.sweep()
    found = World.around(bench.laptop).person("auditor", "ada", "GET", f"/v1/approvals/{left}")
    assert found["state"] == "expired"


def _linked(bench: Bench) -> None:
    """A promoter makes a link of his own rate, and a buyer comes by it."""
    team = bench.team()
    link = bench.as_person("distributor", team.promoter, "/v1/me/links", {"rate_bp": 500})
    order = bench.placed_order(10_000, team=team, link=link["code"])
    assert bench.order(order).link_bp == 500


def _paid_while_somebody_is_out(bench: Bench) -> None:
    """What falls away at payment leaves the budget, however the money comes."""
    for how in ("by the channel", "by hand"):
        team = bench.team()
        order = bench.placed_order(10_000, team=team)
        person = f"/v1/distributors/{team.promoter}"
        bench.as_person("operator", "olga", f"{person}/suspension", {"reason": how})
        if how == "by hand":
            slip = {"transaction": team.buyer, "amount_fen": 10_000, "paid_at": iso_utc(bench.now)}
            bench.as_person("finance", "fiona", f"/v1/orders/{order}/manual-payment", slip)
        else:
            bench.pay(order)
        assert sum(each.fen for each in bench.order(order).budget) == 500


def _awarded(bench: Bench, team: Team) -> None:
    """An award is proposed, found, paid and taken back; a violation is recorded."""
    person, world = f"/v1/distributors/{team.promoter}", World.around(bench.laptop)
    because = {"reason": "shop window of the year"}
    proposal = {"amount_fen": 500, **because}
    award = bench.as_person("operator", "olga", f"{person}/awards", proposal)["proposal_id"]
    assert world.person("finance", "fiona", "GET", "/v1/approvals")["items"]
    assert world.person("finance", "fiona", "GET", f"/v1/approvals/{award}")["content"]
    bench.decide(award)
    reversal = f"{person}/awards/{award}/reversal"
    taken_back = bench.as_person("operator", "olga", reversal, because)["proposal_id"]
    withdrawal = f"/v1/approvals/{taken_back}/withdrawal"
    bench.as_person("operator", "olga", withdrawal, {"version": 1})
    taken_back = bench.as_person("operator", "olga", reversal, because)["proposal_id"]
    bench.decide(taken_back)
    bench.as_person("operator", "olga", f"{person}/violations", {"code": "dumping"})
    for path in ("awards", "violations"):
        assert world.person("auditor", "ada", "GET", f"{person}/{path}")["items"]


def _cancelled(bench: Bench) -> None:
    order = bench.paid_order()
    bench.cancel(order)
    bench.advance(minutes=5)
    assert [refund.state for refund in bench.refunds(order)] == ["success"]


def _reviewed_payout(bench: Bench, team: Team) -> str:
    """Three parts, of which one is paid, one declined, one never confirmed."""
    payout = bench.withdraw(team.promoter, 700)
    bench.decide(payout)
    bench.advance(minutes=1)
    first, second, _ = bench.payout(payout).parts
    bench.laptop.channel.confirm(first.bill_no)
    bench.laptop.channel.decline(second.bill_no)
    bench.advance(hours=13)
    bench.advance(minutes=10)
    assert bench.payout(payout).awaiting == "nothing"
    return payout


def _settled(bench: Bench) -> None:
    for _ in range(2):
        bench.start_settlement(PERIOD)
        bench.advance(minutes=1)
        bench.approve_settlement(PERIOD)
        bench.advance(minutes=1)
    assert bench.settlement(PERIOD).round == 2


def _refunded_after_release(bench: Bench) -> None:
    team = bench.team()
    order = bench.paid_order(10_000, team=team)
    bench.ship(order)
    bench.deliver(order)
    bench.advance_to(bench.order(order).due_at)
    before = bench.balance(team.promoter)
    bench.refund(order, 5_000, line=1)
    assert bench.balance(team.promoter) != before


def _held(bench: Bench) -> None:
    """What is held for a suspended distributor is freed once and forfeited once."""
    because = {"reason": "complaints about his prices"}
    for by, decision in (("operator", "reinstatement"), ("finance", "forfeiture")):
        team = bench.team()
        person, order = f"/v1/distributors/{team.promoter}", bench.paid_order(10_000, team=team)
        bench.deliver(order)
        bench.as_person("operator", "olga", f"{person}/suspension", because)
        bench.advance_to(bench.order(order).due_at)
        assert bench.balance(team.promoter).held == 1_000
        bench.as_person(by, "fiona", f"{person}/{decision}", because)
        assert bench.balance(team.promoter).held == 0


def _moved_and_decided_about(bench: Bench, team: Team) -> None:
    """A distributor moves under another upline, changes level and grade, and is removed."""
    person, world = f"/v1/distributors/{team.promoter}", World.around(bench.laptop)
    because = {"reason": "moved to another town"}
    asked = {"to": bench.team().upline, **because}
    for decision in ("rejection", "approval"):
        path, key = f"{person}/transfer-proposals", f"{decision}-{team.promoter}"
        for _ in range(2):
            proposal = world.person("operator", "olga", "POST", path, asked, key)
        assert world.person("auditor", "ada", "GET", "/v1/approvals")["items"]
        name = proposal["proposal_id"]
        changed = {"version": 1, "content": {"to": asked["to"]}}
        bench.as_person("operator", "olga", f"/v1/approvals/{name}/revision", changed)
        bench.decide(name, decision, **because)
    bench.as_person("operator", "olga", f"{person}/level", {"level": "gold", **because})
    bench.as_person("operator", "olga", f"{person}/grade", {"grade": "city", **because})
    bench.as_person("operator", "olga", f"{person}/removal", because)
    for path in (person, f"{person}/chain", f"{person}/history", f"{person}/transfer-proposals"):
        assert world.person("auditor", "ada", "GET", path)
    found = world.person("auditor", "ada", "GET", f"/v1/bindings/{team.buyer}")
    assert found["promoter"] == team.promoter
    assert world.person("distributor", team.promoter, "GET", "/v1/me/upline")["upline"]


def _read(bench: Bench, team: Team, payout: str) -> None:
    world = World.around(bench.laptop)
    for path in ("balance", "commissions", "awards", "withdrawals", f"withdrawals/{payout}"):
        assert world.person("distributor", team.promoter, "GET", f"/v1/me/{path}")
    for path in (f"settlements/{PERIOD}", f"payouts/{payout}"):
        assert world.person("finance", "fiona", "GET", f"/v1/{path}")
    order = bench.placed_order()
    assert world.shop("GET", f"/v1/orders/{order}")
    assert world.shop("GET", f"/v1/orders/{order}/explanation")
    link = bench.as_person("distributor", team.promoter, "/v1/me/links")
    assert world.stack.anybody().send("GET", f"/r/{link['code']}").ok


def _told(bench: Bench, team: Team) -> None:
    """Everybody reads what happened, as far as he may; an auditor reads who did it."""
    world = World.around(bench.laptop)
    for page in (
        world.shop("GET", "/v1/events"),
        world.person("distributor", team.promoter, "GET", "/v1/events"),
        world.person("auditor", "ada", "GET", "/v1/events"),
    ):
        assert bool(page["items"]) == bench.laptop.workflows
    assert world.person("auditor", "ada", "GET", "/v1/operations?who=fiona")["items"]


def _compared(bench: Bench) -> None:
    """What a month's orders would have cost, where uplines have to sell to be paid."""
    active = {"preset": "depth-10-5", "upline_activity_days": 30}
    put_in_force(bench.laptop.ports.store, active, bench.now)
    team = bench.team()
    own_sale = Team(f"{team.buyer}-too", team.upline, team.upline)
    for buyer, seller in ((own_sale.buyer, own_sale.promoter), (team.buyer, team.promoter)):
        link = bench.as_person("distributor", seller, "/v1/me/links")["code"]
        bench.post("/v1/bindings", {"buyer": buyer, "code": link})
    bench.pay(bench.placed_order(10_000, team=own_sale))
    bench.pay(bench.placed_order(10_000, team=team, link=link))
    asked = {"plan": active, "period": period_of("month", bench.now)}
    page = bench.as_person("operator", "olga", "/v1/plans/comparisons", asked)
    paid = {each["payee"]: each["new_fen"] for each in page["payees"]}
    assert paid == {team.promoter: 1_000, team.upline: 1_500}


def _evaluated(bench: Bench) -> None:
    """The last month of a year is evaluated, and an award again after a late refund."""
    team, world = bench.team(), World.around(bench.laptop)
    level = {"level": "diamond", "reason": "sells well"}
    bench.as_person("operator", "olga", f"/v1/distributors/{team.promoter}/level", level)
    order, month = bench.paid_order(10_000, team=team), period_of("month", bench.now)
    bench.advance_to(bounds(month).end)
    bench.sweep()
    bench.refund(order, 5_000, line=1)
    for _ in ("the late facts", "the award"):
        bench.sweep()
    (award,) = world.person("distributor", team.promoter, "GET", "/v1/me/awards")["periods"]
    assert (award["target_fen"], award["released_fen"]) == (50, 50)
    assert world.person("finance", "fiona", "GET", f"/v1/evaluations/{month}")["evaluations"]


def _play_refused_transfer(bench: Bench) -> None:
    team = bench.with_money(10_000)
    bench.laptop.channel.behave("refuse", operation="transfer")
    bench.withdraw(team.promoter, 700)
    assert bench.balance(team.promoter).reserved == 0


def _play_lost_threads(bench: Bench) -> None:
    """Machines that have lost the thread look up where their record is."""
    team, order = bench.with_money(10_000), bench.paid_order()
    with bench.function_does(PAYOUT_TASKS, _fail):
        payout = bench.withdraw(team.promoter, 700)
    with bench.function_does(ORDER_TASKS, _fail):
        refund = bench.refund(order, 5_000, line=2)
    bench.advance(minutes=6)
    assert "LookUp" in bench.payout_states(payout)
    assert "LookUp" in bench.refund_states(refund)


def _fail(event: Json, context: LambdaContext) -> Json:
    raise RuntimeError("the function is down for a while")
