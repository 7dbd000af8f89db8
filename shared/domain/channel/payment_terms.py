"""How a buyer wants to pay, as shops collect money by WeChat: by a code, in WeChat, in a browser.

Field rules are the channel's own: an openid is the buyer's in one app, a browser's payment is
bound to the address that it comes from.
"""

from hashlib import sha256
from ipaddress import ip_address
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from shared.domain.errors import Fault
from shared.domain.records import Value

PaymentKind = Literal["native", "jsapi", "mini_program", "h5"]
"""A code to scan; a page inside WeChat; a mini-program; a page in a phone's own browser."""

H5Type = Literal["Wap", "iOS", "Android"]

IN_WECHAT: frozenset[PaymentKind] = frozenset({"jsapi", "mini_program"})
"""What the buyer confirms inside WeChat, by the parameters that are signed for his app."""


def _an_address(text: str) -> str:
    try:
        ip_address(text)
    except ValueError as error:
        raise Fault("no_ip_address") from error
    return text


AppId = Annotated[str, Field(strict=True, pattern=r"^[A-Za-z0-9_-]{1,32}$")]
OpenId = Annotated[str, Field(strict=True, pattern=r"^[A-Za-z0-9_-]{1,128}$")]
IpAddress = Annotated[str, Field(strict=True, max_length=45), AfterValidator(_an_address)]


class PaymentTerms(Value):
    """The kind of payment, and what the channel has to know for it; a code to scan by default.

    `openid` is the buyer's in the app `appid`, which is the merchant's first where none is named.
    """

    kind: PaymentKind = "native"
    appid: AppId | None = None
    openid: OpenId | None = None
    payer_client_ip: IpAddress | None = None
    h5_type: H5Type | None = None

    @model_validator(mode="after")
    def _what_the_kind_needs(self) -> Self:
        if (self.kind in IN_WECHAT) != (self.openid is not None):
            raise Fault("openid_unfit", kind=self.kind).at("openid")
        if self.kind == "h5" and self.payer_client_ip is None:
            raise Fault("client_ip_missing").at("payer_client_ip")
        if self.kind != "h5" and self.h5_type is not None:
            raise Fault("h5_type_unfit", kind=self.kind).at("h5_type")
        return self

    @property
    def digest(self) -> str:
        """Tells terms apart without saying whose they are."""
        return sha256(self.model_dump_json().encode()).hexdigest()[:16]


NATIVE = PaymentTerms()
"""A code to scan, by whoever does."""
