"""Call Fenrun as a storefront: python client.py METHOD PATH [BODY [NAME=VALUE ...]]."""

import base64
import hashlib
import hmac
import os
import sys
import time
import uuid
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import Request, urlopen

URL, KEY_ID = os.environ["FENRUN_URL"], os.environ["FENRUN_KEY_ID"]
SECRET = base64.b64decode(os.environ["FENRUN_SECRET"])


def b64(raw):
    return base64.b64encode(raw).decode()


def call(method, path, body="", query=None, key=None):
    spelt, headers = urlencode(sorted((query or {}).items()), quote_via=quote), {}
    if body:
        headers["content-digest"] = f"sha-256=:{b64(hashlib.sha256(body.encode()).digest())}:"
    if method == "POST":
        headers["idempotency-key"] = key or str(uuid.uuid4())
    target = {"@method": method, "@path": urlsplit(URL + path).path, "@query": f"?{spelt}"}
    covered = target | headers
    names = " ".join(f'"{name}"' for name in covered)
    params = f'({names});created={int(time.time())};keyid="{KEY_ID}"'
    lines = [f'"{name}": {value}' for name, value in covered.items()]
    base = "\n".join([*lines, f'"@signature-params": {params}'])
    headers["signature-input"] = f"sig={params}"
    headers["signature"] = f"sig=:{b64(hmac.digest(SECRET, base.encode(), 'sha256'))}:"
    headers |= {"authorization": "Signature", "content-type": "application/json"}
    url = URL + path + (f"?{spelt}" if spelt else "")
    try:
        answer = urlopen(Request(url, body.encode() or None, headers, method=method))
    except HTTPError as refused:
        answer = refused
    with answer:
        return answer.status, answer.read().decode()


if __name__ == "__main__":
    method, path, *rest = sys.argv[1:]
    print(*call(method, path, "".join(rest[:1]), dict(pair.split("=", 1) for pair in rest[1:])))
