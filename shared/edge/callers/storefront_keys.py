"""The storefronts' signing keys, as one JSON secret holds them."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field, TypeAdapter


class StorefrontKey(BaseModel):
    """A key's secret (at least 32 bytes, base64 in JSON) and the storefront that signs with it."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    secret: Annotated[Base64Bytes, Field(min_length=32)]
    storefront: Annotated[str, Field(pattern=r"^[\x21-\x7e]{1,64}$")]


_KEYS = TypeAdapter(dict[str, StorefrontKey], config=ConfigDict(hide_input_in_errors=True))


def parse_storefront_keys(text: str) -> Mapping[str, StorefrontKey]:
    """Keys by id from `{"<key id>": {"secret": "<base64>", "storefront": "<id>"}}`."""
    return _KEYS.validate_json(text)
