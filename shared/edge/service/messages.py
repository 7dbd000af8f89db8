"""What the service says of itself."""

from typing import Literal

from shared.domain.records import Value


class Health(Value):
    """The service answers."""

    status: Literal["ok"]
    version: str
