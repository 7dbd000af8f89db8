"""The table of who may call what: closed by default."""

import pytest

from shared.edge.callers.access import PUBLIC
from shared.edge.callers.access_table import ACCESS, who_may_call
from shared.edge.http.paths import parameters_of


def test_what_is_not_in_the_table_is_nobody_s() -> None:
    assert "finance" not in who_may_call("DELETE", "/v1/orders")
    assert "finance" not in who_may_call("POST", "/v1/unknown")


def test_what_is_public_needs_no_role_and_gives_none() -> None:
    public = {route for route, roles in ACCESS.items() if roles == PUBLIC}
    assert all(not path.startswith("/v1/") for _, path in public)
    assert "storefront" not in who_may_call("GET", "/health")


@pytest.mark.parametrize(
    ("role", "route"),
    [
        ("storefront", ("POST", "/v1/settlements")),
        ("storefront", ("POST", "/v1/me/withdrawals")),
        ("distributor", ("POST", "/v1/orders")),
        ("distributor", ("GET", "/v1/payouts/{payout_id}")),
        ("auditor", ("POST", "/v1/approvals/{proposal_id}/approval")),
        ("auditor", ("POST", "/v1/settlements")),
        ("finance", ("POST", "/v1/orders")),
    ],
)
def test_a_foreign_role_stays_outside(role: str, route: tuple[str, str]) -> None:
    assert route in ACCESS
    assert role not in who_may_call(*route)


def test_an_auditor_changes_nothing() -> None:
    assert {method for (method, _), roles in ACCESS.items() if "auditor" in roles} == {"GET"}


def test_every_path_parameter_has_a_pattern() -> None:
    for _, path in ACCESS:
        assert len(parameters_of(path)) == path.count("{")
