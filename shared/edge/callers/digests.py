"""Content digests (RFC 9530): a view compares what the authorizer could not see."""

from http_message_signatures import ContentDigest, HTTPMessageSignaturesException


class WrongDigest(Exception):
    """A Content-Digest that is malformed or not of the body that came."""


def verify_digest(value: str, body: bytes) -> None:
    """Raise `WrongDigest` unless every digest in the header's value is of the raw body."""
    try:
        ContentDigest.verify(value, body)
    except HTTPMessageSignaturesException as error:
        raise WrongDigest(str(error)) from error
