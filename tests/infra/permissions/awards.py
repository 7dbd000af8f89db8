"""Awards by hand."""

from infra.running.brand import brand_of
from tests.laptop_bench import Bench


def awarded(bench: Bench) -> None:
    """An award is proposed, found, paid and taken back."""
    team, brand = bench.team(), brand_of(bench.laptop)
    person = f"/v1/distributors/{team.promoter}"
    because = {"reason": "shop window of the year"}
    proposal = {"amount_fen": 500, **because}
    award = bench.as_person("operator", "olga", f"{person}/awards", proposal)["proposal_id"]
    assert brand.person("finance", "fiona").get("/v1/approvals")["items"]
    assert brand.person("finance", "fiona").get(f"/v1/approvals/{award}")["content"]
    bench.decide(award)
    reversal = f"{person}/awards/{award}/reversal"
    taken_back = bench.as_person("operator", "olga", reversal, because)["proposal_id"]
    withdrawal = f"/v1/approvals/{taken_back}/withdrawal"
    bench.as_person("operator", "olga", withdrawal, {"version": 1})
    taken_back = bench.as_person("operator", "olga", reversal, because)["proposal_id"]
    bench.decide(taken_back)
    assert brand.person("auditor", "ada").get(f"{person}/awards")["items"]
    assert brand.person("distributor", team.promoter).get("/v1/me/awards")


CASES = (awarded,)
