"""Plans and policies."""

from typing import Any

from infra.running.brand import brand_of
from tests.infra.permission_bench import REVIEWED
from tests.laptop_bench import Bench


def planned(bench: Bench) -> None:
    """A plan is checked, proposed twice, once rejected and once approved, read and compared."""
    brand, proposals = brand_of(bench.laptop), "/v1/plans/proposals"
    year: dict[str, Any] = {"id": "year", "kind": "tier", "period": "year", "tiers": {}}
    year["tiers"]["bands"] = {"default": [{"rate_bp": 100}]}
    asked = {"plan": {"preset": "depth-10-5", "rules": [year]}}
    found = bench.as_person("operator", "olga", "/v1/plans/checks", asked)["findings"]
    seen = [each["code"] for each in found if each["severity"] == "warning"]
    for decision, said in (("rejection", {"reason": "dear"}), ("approval", {"acknowledged": seen})):
        proposal = bench.as_person("operator", "olga", proposals, asked)["proposal_id"]
        assert brand.person("auditor", "ada").get(f"{proposals}/{proposal}")["allowed"]
        bench.decide(proposal, decision, **said)
    number = brand.person("auditor", "ada").get("/v1/plans")["items"][-1]["number"]
    assert brand.person("auditor", "ada").get(f"/v1/plans/{number}")["plan"]
    for path in (f"diffs/{number}", f"{number}/diff"):
        assert brand.person("auditor", "ada").get(f"/v1/plans/{path}")["changes"]


def governed(bench: Bench) -> None:
    """A policy is proposed twice, once rejected and once approved, read and compared."""
    brand, proposals = brand_of(bench.laptop), "/v1/policies/proposals"
    asked = {"policy": {"payout": REVIEWED, "inspection_days": 5}}
    for decision, said in (("rejection", {"reason": "too short"}), ("approval", {})):
        proposal = bench.as_person("operator", "olga", proposals, asked)["proposal_id"]
        assert brand.person("auditor", "ada").get(f"{proposals}/{proposal}")["changes"]
        assert brand.person("auditor", "ada").get("/v1/policies")["proposals"]
        bench.decide(proposal, decision, **said)
    number = brand.person("auditor", "ada").get("/v1/policies")["in_force"]
    assert brand.person("auditor", "ada").get(f"/v1/policies/{number}")["policy"]
    for path in (f"diffs/{number}", f"{number}/diff"):
        assert brand.person("auditor", "ada").get(f"/v1/policies/{path}")["changes"]


CASES = (planned, governed)
