"""Make the sample brand be there: done again, it changes nothing."""

from fenrun.client import Stack
from fenrun.client.deciding import put_in_force
from fenrun.testing.clock import Clock
from infra.demo.brand import PLAN, UPLINES

PROPOSALS = "/v1/plans/proposals"


def seed(stack: Stack) -> None:
    """Enrol the brand's distributors, and let its plan be in force. Errors: `Problem`."""
    # The same keys at every start: a repeat writes nothing.
    keys = "seed-plan-0001", "seed-approval-1"
    begins = put_in_force(stack, PROPOSALS, {"plan": PLAN}, keys)
    for distributor, upline in UPLINES.items():
        body = {"distributor": distributor, "upline": upline, "openid": f"openid-{distributor}"}
        key = f"seed-distributor-{distributor}"
        stack.person("operator").post("/v1/distributors", body, key=key)
    Clock(stack.anybody()).wait_for(begins)
