"""What is done about endpoints of webhooks."""

from tests.http.api_bench import SOME_ID
from tests.http.endpoint import Endpoint

_ONE = f"/v1/webhooks/{SOME_ID}"

ENDPOINTS = [
    Endpoint("ops", "/v1/webhooks", {"url": "https://shop.example/hooks", "kinds": ["order.*"]}),
    Endpoint("ops", f"{_ONE}/replay", {"since": "2025-03-01T00:00:00Z"}),
]

EMPTY_HANDED = [
    ("ops", f"{_ONE}/{what}") for what in ("secret", "pause", "resumption", "end", "ping")
]
