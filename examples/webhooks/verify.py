"""Verifies a webhook of Fenrun with nothing but Python: python verify.py SECRET < message.json"""

import base64
import hashlib
import hmac
import json
import sys
import time

FIVE_MINUTES = 300


def verify(secret, headers, body):
    """The payload of a webhook; ValueError for one that we did not sign, or not just now."""
    at = headers["webhook-timestamp"]
    if abs(time.time() - int(at)) > FIVE_MINUTES:
        raise ValueError("not of now")
    text = f"{headers['webhook-id']}.{at}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mac = b"v1," + base64.b64encode(hmac.digest(key, text, hashlib.sha256))
    signatures = headers["webhook-signature"].encode().split(b" ")
    if not any(hmac.compare_digest(mac, each) for each in signatures):
        raise ValueError("not signed by this secret")
    return json.loads(body)


if __name__ == "__main__":
    message = json.load(sys.stdin)
    payload = verify(sys.argv[1], message["headers"], message["body"].encode())
    print(payload["type"], payload["data"]["id"])
