"""A record's body: JSON, deflated once it is long, since what is written and read costs by size."""

import base64
import zlib
from collections.abc import Mapping

from shared.adapters.dynamodb.dictionary import DICTIONARY

PLAIN_BYTES = 512
"""Up to how many bytes a body stays text that anybody can read in the table."""

Body = Mapping[str, str | bytes]
"""A text under S, or bytes under B: what AWS gives is Base64, from the table or its stream."""

_HAS_DICTIONARY = 0x20
"""The bit of a body's second byte (RFC 1950) by which it was deflated with a dictionary."""


def write_body(text: str) -> Body:
    """Give a body as an attribute's value."""
    body = text.encode()
    return {"S": text} if len(body) <= PLAIN_BYTES else {"B": _deflated(body)}


def read_body(body: Body) -> str | bytes:
    """Give the JSON of a body."""
    if "S" in body:
        return body["S"]
    packed = body["B"]
    return _inflated(base64.b64decode(packed) if isinstance(packed, str) else packed)


def _deflated(body: bytes) -> bytes:
    packer = zlib.compressobj(9, memLevel=9, zdict=DICTIONARY)
    return packer.compress(body) + packer.flush()


def _inflated(packed: bytes) -> bytes:
    if not packed[1] & _HAS_DICTIONARY:
        # Of before there was a dictionary.
        return zlib.decompress(packed)
    unpacker = zlib.decompressobj(zdict=DICTIONARY)
    text = unpacker.decompress(packed)
    if not unpacker.eof:
        raise zlib.error("the body ends too early")
    return text
