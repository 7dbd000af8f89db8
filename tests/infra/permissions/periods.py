"""Awards of a period."""

from infra.running.brand import brand_of
from shared.domain.civil_periods import bounds, period_of
from tests.laptop_bench import Bench


def evaluated(bench: Bench) -> None:
    """The last month of a year is evaluated, and an award again after a late refund."""
    team, brand = bench.team(), brand_of(bench.laptop)
    level = {"level": "diamond", "reason": "sells well"}
    bench.as_person("operator", "olga", f"/v1/distributors/{team.promoter}/level", level)
    order, month = bench.paid_order(10_000, team=team), period_of("month", bench.now)
    bench.advance_to(bounds(month).end)
    bench.sweep()
    bench.refund(order, 5_000, line=1)
    for _ in ("the late facts", "the award"):
        bench.sweep()
    (award,) = brand.person("distributor", team.promoter).get("/v1/me/awards")["periods"]
    assert (award["target_fen"], award["released_fen"]) == (50, 50)
    assert brand.person("finance", "fiona").get(f"/v1/evaluations/{month}")["evaluations"]
