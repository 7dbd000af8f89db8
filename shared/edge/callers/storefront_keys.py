"""The storefronts' signing keys, as one JSON secret holds them.

Read without a library: nothing else that the authorizer does needs one for models.
"""

import json
import re
from base64 import b64decode
from collections.abc import Mapping
from typing import Final, NamedTuple

_LEAST_BYTES: Final = 32
_STOREFRONT: Final = re.compile(r"[\x21-\x7e]{1,64}")


class StorefrontKey(NamedTuple):
    """A key's secret and the storefront that signs with it."""

    secret: bytes
    storefront: str


def parse_storefront_keys(text: str) -> Mapping[str, StorefrontKey]:
    """Keys by id from `{"<key id>": {"secret": "<base64>", "storefront": "<id>"}}`.

    A secret has at least 32 bytes. Errors: ValueError, which tells nothing of a secret.
    """
    match _document(text):
        case dict(keys):
            return {key_id: _key(key_id, said) for key_id, said in keys.items()}
    raise ValueError("the secret is not an object of keys by id")


def _document(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        # Its own message's cause would bear the text.
        raise ValueError("the secret is not JSON") from None


def _key(key_id: str, said: object) -> StorefrontKey:
    match said:
        case {"secret": str(secret), "storefront": str(storefront), **more} if not more:
            return StorefrontKey(_secret(key_id, secret), _storefront(key_id, storefront))
    raise ValueError(f"the key {key_id} is not a secret and a storefront")


def _secret(key_id: str, text: str) -> bytes:
    try:
        secret = b64decode(text, validate=True)
    except ValueError:
        raise ValueError(f"the secret of the key {key_id} is not base64") from None
    if len(secret) < _LEAST_BYTES:
        raise ValueError(f"the secret of the key {key_id} has fewer than {_LEAST_BYTES} bytes")
    return secret


def _storefront(key_id: str, text: str) -> str:
    if not _STOREFRONT.fullmatch(text):
        raise ValueError(f"the storefront of the key {key_id} is not 1 to 64 visible characters")
    return text
