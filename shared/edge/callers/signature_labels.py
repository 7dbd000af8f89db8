"""Which of a request's signatures is ours: the first label whose `keyid` is known."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

import http_sf

from shared.edge.callers.signed_message import Forged

_INPUT: Final = "signature-input"
_SIGNATURE: Final = "signature"


class Chosen(NamedTuple):
    """The signature to be checked: its key, and both headers with this label alone."""

    key_id: str
    secret: bytes
    headers: dict[str, str]


def choose(headers: Mapping[str, str], find: Callable[[str], bytes | None]) -> Chosen:
    """The first signature by a known key; `Forged` where there is none or a header is malformed."""
    inputs, signatures = _labels_of(headers, _INPUT), _labels_of(headers, _SIGNATURE)
    if inputs.keys() != signatures.keys():
        raise Forged(f"Signature-Input has the labels {[*inputs]}, Signature has {[*signatures]}")
    key_ids = {label: _key_id(label, member) for label, member in inputs.items()}
    for label, key_id in key_ids.items():
        # A proxy's label without a keyid must not spoil ours.
        if key_id is not None and (secret := find(key_id)) is not None:
            alone = {_INPUT: inputs, _SIGNATURE: signatures}
            return Chosen(key_id, secret, {name: _only(label, alone[name]) for name in alone})
    raise Forged(f"no label has a keyid that is known; the keyids are {key_ids}")


def _labels_of(headers: Mapping[str, str], name: str) -> dict[str, Any]:
    if name not in headers:
        raise Forged(f"the header {name} is missing")
    try:
        parsed = http_sf.parse(
            headers[name].encode(), tltype="dictionary", on_duplicate_key=_refuse_twice
        )
    except (ValueError, TypeError) as error:
        raise Forged(f"the header {name} is no dictionary of RFC 9651: {error}") from error
    return dict(parsed)  # type: ignore[arg-type]


def _refuse_twice(key: str, context: str) -> None:
    # Parsers keep the last of two; one before us may have looked at the first.
    if context == "dictionary":
        raise Forged(f"the label {key} stands there twice")


def _key_id(label: str, member: tuple[object, Mapping[str, object]]) -> str | None:
    components, parameters = member
    if not isinstance(components, list):
        raise Forged(f"the label {label} of Signature-Input is no list of components")
    key_id = parameters.get("keyid")
    return key_id if isinstance(key_id, str) else None


def _only(label: str, members: Mapping[str, Any]) -> str:
    return http_sf.ser({label: members[label]})
