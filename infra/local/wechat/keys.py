"""The keys of both sides: the merchant's, and those by which the stand-in speaks as the channel."""

import secrets
from functools import cached_property
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    RSAPublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from pydantic import SecretStr

from infra.local.kept.json_file import load_or_make
from shared.adapters.wechat.config import WechatConfig
from shared.domain.immutable import Immutable

FILE_NAME = "wechat_keys.json"


class StandInKeys(Immutable):
    """A made-up merchant and a made-up channel that know each other; of no use anywhere else.

    The channel changes its key to the next one where it is told to; keys made long ago have none.
    """

    mch_id: str = "1900000001"
    app_id: str = "wx00000000fe017a11"
    mini_program_app_id: str = "wx00000000fe017a12"
    api_v3_key: str
    merchant_serial: str
    merchant_private_key: str
    public_key_id: str
    platform_private_key: str
    next_public_key_id: str | None = None
    next_platform_private_key: str | None = None

    @classmethod
    def generate(cls) -> Self:
        """Fresh keys."""
        return cls(
            api_v3_key=secrets.token_hex(16),
            merchant_serial=secrets.token_hex(20).upper(),
            merchant_private_key=_new_private_pem(),
            public_key_id=_new_key_id(),
            platform_private_key=_new_private_pem(),
            next_public_key_id=_new_key_id(),
            next_platform_private_key=_new_private_pem(),
        )

    @classmethod
    def load(cls, directory: Path) -> Self:
        """The keys kept in the directory; made at the first call, readable by their owner alone."""
        return load_or_make(directory / FILE_NAME, cls, cls.generate)

    @cached_property
    def merchant_public_key(self) -> RSAPublicKey:
        return _private_key(self.merchant_private_key).public_key()

    @cached_property
    def platform_keys(self) -> dict[str, RSAPrivateKey]:
        """The channel's keys by their ids, the usual one first."""
        pems = {self.public_key_id: self.platform_private_key}
        if self.next_public_key_id and self.next_platform_private_key:
            pems[self.next_public_key_id] = self.next_platform_private_key
        return {key_id: _private_key(pem) for key_id, pem in pems.items()}

    @cached_property
    def public_pems(self) -> dict[str, str]:
        """What the merchant knows of them."""
        return {key_id: _public_pem(key) for key_id, key in self.platform_keys.items()}

    @property
    def platform_public_pem(self) -> str:
        """The usual key, as the merchant knows it."""
        return self.public_pems[self.public_key_id]

    @property
    def app_ids(self) -> tuple[str, ...]:
        """The apps that are bound to the merchant."""
        return (self.app_id, self.mini_program_app_id)


def wechat_config(keys: StandInKeys, gateway: str, notify_base_url: str) -> WechatConfig:
    """The adapter's configuration for a stand-in that listens at `gateway`."""
    return WechatConfig(
        mch_id=keys.mch_id,
        app_id=keys.app_id,
        api_v3_key=SecretStr(keys.api_v3_key),
        private_key=SecretStr(keys.merchant_private_key),
        certificate_serial=keys.merchant_serial,
        public_key=keys.platform_public_pem,
        public_key_id=keys.public_key_id,
        other_public_keys={
            key_id: pem for key_id, pem in keys.public_pems.items() if key_id != keys.public_key_id
        },
        other_app_ids=keys.app_ids[1:],
        notify_base_url=notify_base_url,
        gateway=gateway,
        bypass_proxy=True,
    )


def _new_key_id() -> str:
    return f"PUB_KEY_ID_{secrets.randbelow(10**32):032d}"


def _public_pem(key: RSAPrivateKey) -> str:
    public = key.public_key()
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def _new_private_pem() -> str:
    key = generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _private_key(pem: str) -> RSAPrivateKey:
    key = load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError("not an RSA key: delete the file of keys, new ones will be made")
    return key
