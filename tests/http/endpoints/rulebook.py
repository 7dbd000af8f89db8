"""What is done about plans and policies."""

from tests.http.endpoint import Endpoint

PLAN = {"preset": "depth-10-5"}

ENDPOINTS = [
    Endpoint("ops", "/v1/plans/checks", {"plan": PLAN}),
    Endpoint("ops", "/v1/plans/proposals", {"plan": PLAN}),
    Endpoint("ops", "/v1/policies/proposals", {"policy": {"inspection_days": 5}}),
]
