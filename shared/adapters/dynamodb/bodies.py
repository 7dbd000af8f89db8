"""A record's body: JSON, deflated once it is long, since what is written and read costs by size."""

import base64
import zlib
from collections.abc import Mapping

PLAIN_BYTES = 512
"""Up to how many bytes a body stays text that anybody can read in the table."""

Body = Mapping[str, str | bytes]
"""A text under S, or bytes under B: in an event of the table's stream, these are Base64."""


def write_body(text: str) -> Body:
    """Give a body as an attribute's value."""
    body = text.encode()
    return {"S": text} if len(body) <= PLAIN_BYTES else {"B": zlib.compress(body, 9)}


def read_body(body: Body) -> str | bytes:
    """Give the JSON of a body."""
    if "S" in body:
        return body["S"]
    packed = body["B"]
    return zlib.decompress(base64.b64decode(packed) if isinstance(packed, str) else packed)
