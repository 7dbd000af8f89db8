"""Content digests (RFC 9530): a view compares what the authorizer could not see.

The library of signatures compares them as well, but it loads all of cryptography.
"""

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from typing import Final, cast

import http_sf

_HASHES: Final = {"sha-256": hashlib.sha256, "sha-512": hashlib.sha512}


class WrongDigest(Exception):
    """A Content-Digest that is malformed or not of the body that came."""


def verify_digest(value: str, body: bytes) -> None:
    """Raise `WrongDigest` unless every digest in the header's value is of the raw body."""
    for algorithm, digest in _digests(value):
        if not hmac.compare_digest(digest, _HASHES[algorithm](body).digest()):
            raise WrongDigest("Content-Digest does not match the message body")


def _digests(value: str) -> Iterator[tuple[str, bytes]]:
    members = _parsed(value)
    if not members:
        raise WrongDigest("Content-Digest must contain at least one digest")
    for algorithm, member in members.items():
        if algorithm not in _HASHES:
            raise WrongDigest(f"Unsupported content digest algorithm {algorithm!r}")
        yield algorithm, _bytes_of(member)


def _bytes_of(member: object) -> bytes:
    match member:
        case (bytes(digest), _):
            return digest
    raise WrongDigest("Content digest values must be Structured Field byte sequences")


def _parsed(value: str) -> Mapping[str, object]:
    try:
        parsed = http_sf.parse(
            value.encode("ascii"), tltype="dictionary", on_duplicate_key=_refuse_duplicate
        )
    except (ValueError, TypeError) as error:
        raise WrongDigest("Malformed Content-Digest field") from error
    return cast("Mapping[str, object]", parsed)


def _refuse_duplicate(name: str, _context: str) -> None:
    raise WrongDigest(f"Duplicate content digest algorithm {name!r}")
