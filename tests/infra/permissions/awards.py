"""Awards by hand."""

from tests.end_to_end.world import World
from tests.laptop_bench import Bench


def awarded(bench: Bench) -> None:
    """An award is proposed, found, paid and taken back."""
    team, world = bench.team(), World.around(bench.laptop)
    person = f"/v1/distributors/{team.promoter}"
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
    assert world.person("auditor", "ada", "GET", f"{person}/awards")["items"]
    assert world.person("distributor", team.promoter, "GET", "/v1/me/awards")


CASES = (awarded,)
