"""What is done about what the channel reported that does not fit."""

from tests.http.api_bench import SOME_ID
from tests.http.endpoint import WHY, Endpoint

ENDPOINTS = [
    Endpoint("fin", f"/v1/odd-notices/{SOME_ID}/resolution", {"choice": "note", **WHY}),
]
