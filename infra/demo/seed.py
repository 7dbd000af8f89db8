"""Make the sample brand be there: done again, it changes nothing."""

from fenrun.client import Stack
from fenrun.client.deciding import decide
from infra.demo.brand import PLAN, UPLINES

OPERATOR, FINANCE = "operator", "finance"
PROPOSALS = "/v1/plans/proposals"


def seed(stack: Stack) -> None:
    """Put the brand's plan in force and enrol its distributors. Errors: `Problem`."""
    _seed_plan(stack)
    for distributor, upline in UPLINES.items():
        body = {"distributor": distributor, "upline": upline, "openid": f"openid-{distributor}"}
        # The same key at every start: a repeat writes nothing.
        key = f"seed-distributor-{distributor}"
        stack.person("operator", OPERATOR).post("/v1/distributors", body, key=key)


def _seed_plan(stack: Stack) -> None:
    """The operator proposes the plan, finance reads what the guard says and approves it."""
    proposed = stack.person("operator", OPERATOR).call(
        "POST", PROPOSALS, {"plan": PLAN}, "seed-plan-0001"
    )
    path = f"{PROPOSALS}/{proposed['proposal_id']}"
    shown = stack.person("finance", FINANCE).get(path)
    if shown["state"] == "open":
        warnings = [each["code"] for each in shown["findings"] if each["severity"] == "warning"]
        decide(
            stack,
            ("finance", FINANCE),
            proposed["proposal_id"],
            "approval",
            seen=shown["version"],
            acknowledged=warnings,
            key="seed-approval-1",
        )
