"""What is done about awards by hand."""

from tests.http.api_bench import SOME_ID
from tests.http.endpoint import WHY, Endpoint

PERSON_PATH = f"/v1/distributors/{SOME_ID}"
AWARD_PATH = f"{PERSON_PATH}/awards/{SOME_ID}"

ENDPOINTS = [
    Endpoint("ops", f"{PERSON_PATH}/awards", {"amount_fen": 100, **WHY}),
    Endpoint("ops", f"{AWARD_PATH}/reversal", WHY),
]
