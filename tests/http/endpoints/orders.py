"""What is done about an order."""

from tests.http.api_bench import ORDER, SOME_ID
from tests.http.endpoint import WHY, Endpoint

ORDER_PATH = f"/v1/orders/{SOME_ID}"

ENDPOINTS = [
    Endpoint("shop", "/v1/orders", ORDER),
    Endpoint("shop", f"{ORDER_PATH}/payment", {"kind": "native"}),
    Endpoint("shop", f"{ORDER_PATH}/delivery", {"lines": [1]}),
    Endpoint("shop", f"{ORDER_PATH}/returns", {"lines": [1]}),
    Endpoint("shop", f"{ORDER_PATH}/returns/{SOME_ID}/receipt", {"lines": [1]}),
    Endpoint("shop", f"{ORDER_PATH}/returns/{SOME_ID}/inspection", {"accepted": True}),
    Endpoint("shop", f"{ORDER_PATH}/refunds", {"amount_fen": 100}),
    Endpoint(
        "fin",
        f"{ORDER_PATH}/manual-payment",
        {
            "account": "icbc",
            "transaction": "bank-1",
            "amount_fen": 100,
            "paid_at": "2025-04-01T10:00:00+08:00",
        },
    ),
    Endpoint(
        "fin",
        f"{ORDER_PATH}/refunds/{SOME_ID}/manual-payment",
        {"transaction": "bank-2", "amount_fen": 100, "paid_at": "2025-04-01T10:00:00+08:00"},
    ),
    Endpoint("fin", f"{ORDER_PATH}/chargebacks", {"case_no": "C1", "amount_fen": 100, **WHY}),
    Endpoint("fin", f"{ORDER_PATH}/disputes-won", {"case_no": "C1", "amount_fen": 100, **WHY}),
]
EMPTY_HANDED = [
    ("shop", f"{ORDER_PATH}/shipment"),
    ("shop", f"{ORDER_PATH}/cancellation"),
]
"""Where no body belongs."""
