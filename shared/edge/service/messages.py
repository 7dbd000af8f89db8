"""What the service says of itself."""

from typing import Literal

from shared.domain.records import Value
from shared.domain.texts import Uri


class Health(Value):
    """The service answers."""

    status: Literal["ok"]
    version: str


class LinkTarget(Value):
    """Where a referral link leads, and the code that the shop then binds the buyer by."""

    code: str
    location: Uri
