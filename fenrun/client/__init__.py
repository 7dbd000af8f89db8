"""Fenrun's client: sign or bear a token, repeat what is safe, page, and read problems.

shop = Client("https://api.brand.example", StorefrontKey.of_text("shop-1", secret))
order = shop.post("/v1/orders", {"buyer": "lin", "lines": [...]})
for page in shop.pages("/v1/events"):
...
"""

from fenrun.client.client import PAUSES, Client, EndlessPages, path_of
from fenrun.client.credentials import (
    NOBODY,
    BearerToken,
    Credential,
    Keys,
    NoCredential,
    StorefrontKey,
)
from fenrun.client.problem import Answer, Problem, answer_of
from fenrun.client.stack import Stack
from fenrun.roles import PersonRole

__all__ = [
    "NOBODY",
    "PAUSES",
    "Answer",
    "BearerToken",
    "Client",
    "Credential",
    "EndlessPages",
    "Keys",
    "NoCredential",
    "PersonRole",
    "Problem",
    "Stack",
    "StorefrontKey",
    "answer_of",
    "path_of",
]
