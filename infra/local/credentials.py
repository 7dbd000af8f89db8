"""The keys of a laptop's brand, for logins and its storefront: made once, kept on disk."""

import base64
import json
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from jwt.algorithms import ECAlgorithm
from pydantic import BaseModel, ConfigDict

from fenrun.client.credentials import BearerToken, NoCredential, StorefrontKey
from infra.local.kept.json_file import load_or_make
from shared.edge.callers.access import PersonRole
from shared.edge.callers.tokens import AUDIENCE

FILE_NAME = "credentials.json"
ISSUER = "https://login.fenrun.example"
KEY_ID = "laptop"
TOKEN_LIFE = timedelta(hours=12)


class Credentials(BaseModel):
    """What people and a storefront prove themselves with on a laptop; of no use anywhere else."""

    model_config = ConfigDict(frozen=True)

    login_key: str
    storefront: str = "shop"
    storefront_key_id: str = "shop-1"
    storefront_secret: str

    @classmethod
    def generate(cls) -> Self:
        """Make fresh credentials."""
        key = ec.generate_private_key(ec.SECP256R1())
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        return cls(
            login_key=pem, storefront_secret=base64.b64encode(secrets.token_bytes(32)).decode()
        )

    @classmethod
    def load(cls, directory: Path) -> Self:
        """Give the credentials kept in a folder; made at the first call, for the owner's eyes."""
        return load_or_make(directory / FILE_NAME, cls, cls.generate)

    @property
    def secret(self) -> bytes:
        """The storefront's signing secret."""
        return base64.b64decode(self.storefront_secret)

    def storefront_keys(self) -> str:
        """Give the value of the template's secret StorefrontKeys."""
        key = {"secret": self.storefront_secret, "storefront": self.storefront}
        return json.dumps({self.storefront_key_id: key})

    def login_key_set(self) -> str:
        """Give the value of the template's secret LoginKeySet: public keys only."""
        public: dict[str, Any] = ECAlgorithm.to_jwk(self._private_key().public_key(), as_dict=True)
        return json.dumps({"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "ES256"}]})

    def of_storefront(self) -> StorefrontKey:
        """Give the key that the storefront signs with."""
        return StorefrontKey(self.storefront_key_id, self.secret)

    def of_person(self, role: PersonRole, subject: str) -> BearerToken:
        """Log a person in, by default one who is called like the role. Errors: NoCredential."""
        if role == "distributor" and not subject:
            raise NoCredential("which_distributor")
        return BearerToken(self.token(role, subject or role))

    def token(self, role: PersonRole, subject: str) -> str:
        """Sign a bearer token for a person in a role, good for twelve hours."""
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": subject,
            "role": role,
            "exp": datetime.now(UTC) + TOKEN_LIFE,
        }
        return jwt.encode(claims, self._private_key(), algorithm="ES256", headers={"kid": KEY_ID})

    def _private_key(self) -> ec.EllipticCurvePrivateKey:
        key = load_pem_private_key(self.login_key.encode(), password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise TypeError(f"no EC key: delete {FILE_NAME}, a new one will be made")
        return key


def load_keys(data: Path) -> Credentials:
    """Give the keys of a data folder to the commands."""
    return Credentials.load(data)
