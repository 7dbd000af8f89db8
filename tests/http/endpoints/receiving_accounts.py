"""What is done about the brand's accounts."""

from tests.http.api_bench import SOME_ID
from tests.http.endpoint import WHY, Endpoint

ENDPOINTS = [
    Endpoint(
        "ops",
        "/v1/receiving-accounts",
        {"account": "wx", "kind": "wechat", "holder": "Brand", "number": "1900000109", **WHY},
    ),
    Endpoint("ops", f"/v1/receiving-accounts/{SOME_ID}/end", WHY),
]
