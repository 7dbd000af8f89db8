"""Verifies a webhook of Fenrun by the library: python library.py SECRET < message.json"""

import json
import sys

from standardwebhooks import Webhook

message = json.load(sys.stdin)
payload = Webhook(sys.argv[1]).verify(message["body"], message["headers"])
print(payload["type"], payload["data"]["id"])
