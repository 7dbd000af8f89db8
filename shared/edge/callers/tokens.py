"""Bearer tokens of people: JWTs of one issuer, signed with a key of its JWKS."""

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import jwt

from shared.edge.callers.access import InvalidToken, Principal, is_person_role
from shared.edge.callers.secrets import KeySet

AUDIENCE: Final = "fenrun"
_ALGORITHMS: Final = ("RS256", "ES256")
_LEEWAY: Final = timedelta(seconds=30)
_REQUIRED: Final = ("aud", "exp", "iss", "role", "sub")
_SUBJECT: Final = re.compile(r"[\x21-\x7e]{1,64}")


def parse_jwks(text: str) -> Mapping[str, jwt.PyJWK]:
    """Keys by `kid`; keys of other algorithms than RS256 and ES256 are left out."""
    keys = jwt.PyJWKSet.from_dict(json.loads(text)).keys
    return {key.key_id: key for key in keys if key.key_id and key.algorithm_name in _ALGORITHMS}


class Tokens:
    """Reads tokens by the machine's clock, with 30 seconds of leeway."""

    def __init__(self, keys: KeySet[jwt.PyJWK], issuer: str) -> None:
        self._keys = keys
        self._issuer = issuer

    def principal(self, token: str) -> Principal:
        """The person a token names, in his role; raises `InvalidToken`."""
        try:
            claims = self._claims(token)
        except jwt.PyJWTError as error:
            raise InvalidToken(str(error)) from error
        subject, role = str(claims["sub"]), claims["role"]
        if not is_person_role(role) or not _SUBJECT.fullmatch(subject):
            raise InvalidToken("the token names no subject or no role that we know")
        return Principal("person", subject, role)

    def _claims(self, token: str) -> Mapping[str, object]:
        key = self._keys.find(str(jwt.get_unverified_header(token).get("kid")))
        if key is None:
            raise InvalidToken("the token names no key of the issuer")
        # The key says the algorithm, never the token: `none` and shared secrets have no way in.
        return jwt.decode(
            token,
            key,
            algorithms=[key.algorithm_name],
            audience=AUDIENCE,
            issuer=self._issuer,
            leeway=_LEEWAY,
            options={"require": list(_REQUIRED)},
        )
