"""What is done about feeds."""

from tests.http.endpoint import Endpoint

ENDPOINTS = [
    Endpoint("ops", "/v1/events/redelivery", {"subject": "order/nobody"}),
]
