"""Make the sample brand be there: done again, it changes nothing."""

from fenrun.client import Stack
from fenrun.client.deciding import put_in_force
from infra.demo.brand import PLAN, UPLINES

PROPOSALS = "/v1/plans/proposals"


def seed(stack: Stack) -> None:
    """Put the brand's plan in force and enrol its distributors. Errors: `Problem`."""
    # The same keys at every start: a repeat writes nothing.
    put_in_force(stack, PROPOSALS, {"plan": PLAN}, ("seed-plan-0001", "seed-approval-1"))
    for distributor, upline in UPLINES.items():
        body = {"distributor": distributor, "upline": upline, "openid": f"openid-{distributor}"}
        key = f"seed-distributor-{distributor}"
        stack.person("operator").post("/v1/distributors", body, key=key)
