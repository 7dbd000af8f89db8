"""The channel's side of signing and encrypting, as WeChat Pay v3 defines it."""

import json
import re
import secrets
import time
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP, PKCS1v15
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA1, SHA256

from infra.local.wechat.errors import ApiError
from infra.local.wechat.keys import StandInKeys

SCHEME = "WECHATPAY2-SHA256-RSA2048"
MAX_AGE_SECONDS = 300
MARKS = {"mchid", "nonce_str", "signature", "timestamp", "serial_no"}


def verify_request(
    keys: StandInKeys, method: str, target: str, authorization: str, body: bytes
) -> None:
    """Raise ApiError SIGN_ERROR unless the merchant signed exactly this request just now.

    `target` is path and query as sent.
    """
    marks = _marks(authorization)
    if (marks["mchid"], marks["serial_no"]) != (keys.mch_id, keys.merchant_serial):
        raise _unsigned("unknown merchant or certificate")
    if not _fresh(marks["timestamp"]):
        raise _unsigned("the timestamp is stale")
    lines = [method, target, marks["timestamp"], marks["nonce_str"]]
    _verify(keys, marks["signature"], "\n".join(lines).encode() + b"\n" + body + b"\n")


def signed_headers(keys: StandInKeys, body: bytes, key_id: str = "") -> dict[str, str]:
    """The headers that make `body` the channel's word, stamped with the machine's time.

    Signed by the key of that id, by the usual one where the channel has none of it.
    """
    key_id = key_id if key_id in keys.platform_keys else keys.public_key_id
    timestamp, nonce = str(int(time.time())), secrets.token_hex(16)
    message = f"{timestamp}\n{nonce}\n".encode() + body + b"\n"
    signature = keys.platform_keys[key_id].sign(message, PKCS1v15(), SHA256())
    return {
        "Wechatpay-Nonce": nonce,
        "Wechatpay-Serial": key_id,
        "Wechatpay-Signature": b64encode(signature).decode(),
        "Wechatpay-Signature-Type": SCHEME,
        "Wechatpay-Timestamp": timestamp,
    }


def encrypt_resource(
    keys: StandInKeys, original_type: str, content: Mapping[str, Any]
) -> dict[str, str]:
    """The `resource` of a notice: `content` sealed with the merchant's API v3 key."""
    nonce = secrets.token_hex(6)
    plain = json.dumps(content, ensure_ascii=False).encode()
    sealed = AESGCM(keys.api_v3_key.encode()).encrypt(nonce.encode(), plain, original_type.encode())
    return {
        "algorithm": "AEAD_AES_256_GCM",
        "original_type": original_type,
        "associated_data": original_type,
        "nonce": nonce,
        "ciphertext": b64encode(sealed).decode(),
    }


def decrypt_name(keys: StandInKeys, serial: str, ciphertext: str) -> str:
    """A name that was encrypted for the channel; raises ApiError PARAM_ERROR when it was not."""
    if serial not in keys.platform_keys:
        raise ApiError(400, "PARAM_ERROR", "encrypted with an unknown key")
    try:
        sealed = b64decode(ciphertext, validate=True)
        padding = OAEP(mgf=MGF1(algorithm=SHA1()), algorithm=SHA1(), label=None)  # noqa: S303 - WeChat's choice
        return keys.platform_keys[serial].decrypt(sealed, padding).decode()
    except ValueError as error:
        raise ApiError(400, "PARAM_ERROR", "user_name cannot be decrypted") from error


def _marks(authorization: str) -> dict[str, str]:
    scheme, _, fields = authorization.partition(" ")
    marks = dict(re.findall(r'(\w+)="([^"]*)"', fields))
    if scheme != SCHEME or set(marks) != MARKS:
        raise _unsigned("the Authorization header is malformed")
    return marks


def _fresh(timestamp: str) -> bool:
    return timestamp.isdecimal() and abs(time.time() - int(timestamp)) <= MAX_AGE_SECONDS


def _verify(keys: StandInKeys, signature: str, message: bytes) -> None:
    try:
        raw = b64decode(signature, validate=True)
        keys.merchant_public_key.verify(raw, message, PKCS1v15(), SHA256())
    except (InvalidSignature, ValueError) as error:
        raise _unsigned("the signature does not hold") from error


def _unsigned(detail: str) -> ApiError:
    return ApiError(401, "SIGN_ERROR", detail)
