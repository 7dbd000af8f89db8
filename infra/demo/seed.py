"""Make the sample brand be there: done again, it changes nothing."""

from infra.cli.client import Client
from infra.demo.brand import PLAN, UPLINES
from shared.domain.rulebook import RuleVersion
from shared.domain.times import whole_second
from shared.ports import Ports

OPERATOR = "operator"


def seed(ports: Ports, client: Client) -> None:
    """Put the brand's plan in force and enrol its distributors. Errors: `ProblemAnswer`."""
    _seed_plan(ports)
    for distributor, upline in UPLINES.items():
        body = {"distributor": distributor, "upline": upline, "openid": f"openid-{distributor}"}
        # The same key at every start: a repeat writes nothing.
        key = f"seed-distributor-{distributor}"
        client.as_person("operator", OPERATOR, "POST", "/v1/distributors", body, key)


def _seed_plan(ports: Ports) -> None:
    # No endpoint stores a plan yet, so the store takes it directly.
    plan = RuleVersion(
        kind="plan",
        number=1,
        effective_from=whole_second(ports.clock.now()),
        document={"preset": PLAN},
    )
    if ports.store.get(RuleVersion, plan.key) is None:
        ports.store.commit([plan])
