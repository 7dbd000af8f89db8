"""What is done about people and bindings."""

from tests.http.api_bench import SOME_ID
from tests.http.endpoint import WHY, Endpoint

PERSON_PATH = f"/v1/distributors/{SOME_ID}"

ENDPOINTS = [
    Endpoint("shop", "/v1/bindings", {"buyer": "Y", "code": "ABCDEFGH"}),
    Endpoint("A", "/v1/me/links", {"rate_bp": 1000}),
    Endpoint("ops", "/v1/distributors", {"distributor": "D"}),
    Endpoint("ops", f"{PERSON_PATH}/level", {"level": "gold", **WHY}),
    Endpoint("ops", f"{PERSON_PATH}/grade", {"grade": "city", **WHY}),
    Endpoint("ops", f"{PERSON_PATH}/payout-account", {"openid": "openid-1", **WHY}),
    Endpoint("ops", f"{PERSON_PATH}/suspension", WHY),
    Endpoint("ops", f"{PERSON_PATH}/reinstatement", WHY),
    Endpoint("ops", f"{PERSON_PATH}/removal", WHY),
    Endpoint("fin", f"{PERSON_PATH}/forfeiture", WHY),
    Endpoint("ops", f"{PERSON_PATH}/transfer-proposals", {"to": "B", **WHY}),
    Endpoint("ops", f"{PERSON_PATH}/violations", {"code": "cross_region"}),
]
