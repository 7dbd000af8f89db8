"""A proposal that nobody decides."""

from infra.running.brand import brand_of
from tests.laptop_bench import Bench


def left_undecided(bench: Bench) -> None:
    """A proposal that nobody decides in time expires."""
    asked = {"policy": {"inspection_days": 6}}
    left = bench.as_person("operator", "olga", "/v1/policies/proposals", asked)["proposal_id"]
    bench.advance(days=31)
    bench.sweep()
    found = brand_of(bench.laptop).person("auditor", "ada").get(f"/v1/approvals/{left}")
    assert found["state"] == "expired"


CASES = (left_undecided,)
