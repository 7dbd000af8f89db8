"""What is done about being paid."""

from tests.http.api_bench import SOME_ID
from tests.http.endpoint import WHY, Endpoint

ENDPOINTS = [
    Endpoint("A", "/v1/me/withdrawals", {"amount_fen": 100}),
    Endpoint("fin", "/v1/settlements", {"period": "2025-03"}),
    Endpoint("fin", f"/v1/payouts/{SOME_ID}/retry", WHY),
    Endpoint("fin", f"/v1/payouts/{SOME_ID}/inquiry", WHY),
]
