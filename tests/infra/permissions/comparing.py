"""What another plan would have cost."""

from shared.domain.civil_periods import period_of
from tests.laptop_bench import Bench, Team
from tests.rules_in_force import put_in_force


def compared(bench: Bench) -> None:
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


BY_MACHINES = (compared,)
