"""What is done about being paid."""

from tests.http.endpoint import Endpoint

ENDPOINTS = [
    Endpoint("A", "/v1/me/withdrawals", {"amount_fen": 100}),
    Endpoint("fin", "/v1/settlements", {"period": "2025-03"}),
]
