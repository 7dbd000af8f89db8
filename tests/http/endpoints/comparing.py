"""What is asked about another plan."""

from tests.http.endpoint import Endpoint

PLAN = {"preset": "depth-10-5"}

ENDPOINTS = [
    Endpoint("ops", "/v1/plans/comparisons", {"plan": PLAN, "period": "2025-03"}),
]
