"""What is decided about whatever was proposed."""

from tests.http.api_bench import SOME_ID
from tests.http.endpoint import WHY, Endpoint

APPROVAL_PATH = f"/v1/approvals/{SOME_ID}"

ENDPOINTS = [
    Endpoint("fin", f"{APPROVAL_PATH}/approval", {"version": 1}),
    Endpoint("fin", f"{APPROVAL_PATH}/rejection", {"version": 1, **WHY}),
    Endpoint("ops", f"{APPROVAL_PATH}/withdrawal", {"version": 1}),
    Endpoint("ops", f"{APPROVAL_PATH}/revision", {"version": 1, "content": {}}),
]
