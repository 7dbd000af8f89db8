"""Make the sample brand be there: done again, it changes nothing."""

from infra.cli.client import Client
from infra.cli.deciding import decide
from infra.demo.brand import PLAN, UPLINES

OPERATOR, FINANCE = "operator", "finance"
PROPOSALS = "/v1/plans/proposals"


def seed(client: Client) -> None:
    """Put the brand's plan in force and enrol its distributors. Errors: `ProblemAnswer`."""
    _seed_plan(client)
    for distributor, upline in UPLINES.items():
        body = {"distributor": distributor, "upline": upline, "openid": f"openid-{distributor}"}
        # The same key at every start: a repeat writes nothing.
        key = f"seed-distributor-{distributor}"
        client.as_person("operator", OPERATOR, "POST", "/v1/distributors", body, key)


def _seed_plan(client: Client) -> None:
    """The operator proposes the plan, finance reads what the guard says and approves it."""
    proposed = client.as_person(
        "operator", OPERATOR, "POST", PROPOSALS, {"plan": PLAN}, "seed-plan-0001"
    )
    path = f"{PROPOSALS}/{proposed['proposal_id']}"
    shown = client.as_person("finance", FINANCE, "GET", path)
    if shown["state"] == "open":
        warnings = [each["code"] for each in shown["findings"] if each["severity"] == "warning"]
        decide(
            client,
            ("finance", FINANCE),
            proposed["proposal_id"],
            "approval",
            seen=shown["version"],
            acknowledged=warnings,
            key="seed-approval-1",
        )
