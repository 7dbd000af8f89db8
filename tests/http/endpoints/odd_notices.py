"""What is done about what the channel reported that does not fit."""

from tests.http.endpoint import WHY, Endpoint

ENDPOINTS = [
    Endpoint("fin", "/v1/odd-notices/wechat:0/resolution", {"choice": "note", **WHY}),
]
